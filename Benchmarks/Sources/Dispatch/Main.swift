// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// What one token costs to dispatch, beside the floor: a plain loop over class method calls. Both do the same work with the
/// same tokens in the same run, turn by turn; the least of several turns counts.
///
///     swift run --package-path Benchmarks -c release Dispatch
@main
struct Main {
    static let tokens = 1_000_000
    static let turns = 5

    static func main() async throws {
        print("handlers  floor ns  inline ns  without times ns   (least of \(turns) turns of \(tokens) tokens)")
        for handlers in [0, 1, 2, 4, 8, 64] {
            var least = (floor: Double.infinity, inline: Double.infinity, timeless: Double.infinity)
            for _ in 0..<turns {
                least.floor = min(least.floor, Floor.measure(handlers: handlers))
                least.inline = min(least.inline, try await Inline.measure(handlers: handlers, events: .all))
                let timeless = EventFilter.all.subtracting(.tokenTimes)
                least.timeless = min(least.timeless, try await Inline.measure(handlers: handlers, events: timeless))
            }
            let columns = [least.floor, least.inline, least.timeless].map { ($0 * 10).rounded() / 10 }
            print(handlers, columns[0], columns[1], columns[2], separator: "\t")
        }
    }
}
