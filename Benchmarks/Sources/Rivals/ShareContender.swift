// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import AsyncAlgorithms
import LLMCallbacksTesting

/// swift-async-algorithms' `share()`, with its default buffer: one token, and the slowest consumer sets the pace.
struct ShareContender: Contender {
    let name = "share()"

    func deliver(_ load: TokenLoad, to consumers: Int) async -> Delivery {
        let shared = LoadSequence(load: load).share()
        return await withTaskGroup(of: TokenTally.self) { group in
            let began = ContinuousClock.now
            // Made before any task runs: an iterator that comes late misses what the others have read.
            let iterators = (0..<consumers).map { _ in UncheckedBox(shared.makeAsyncIterator()) }
            for box in iterators {
                group.addTask {
                    var iterator = box.value
                    var tally = TokenTally()
                    while let text = await iterator.next(isolation: nil) { tally.add(text) }
                    return tally
                }
            }
            let tallies = await group.reduce(into: []) { $0.append($1) }
            return Delivery(elapsed: began.duration(to: .now), tallies: tallies)
        }
    }

    /// Carries an iterator into the one task that uses it.
    private struct UncheckedBox<Value>: @unchecked Sendable {
        let value: Value
        init(_ value: Value) { self.value = value }
    }
}

/// A load as an asynchronous sequence that never waits.
private struct LoadSequence: AsyncSequence, Sendable {
    let load: TokenLoad

    func makeAsyncIterator() -> Iterator { Iterator(load: load) }

    struct Iterator: AsyncIteratorProtocol {
        let load: TokenLoad
        var number = 0

        mutating func next() async -> String? {
            guard number < load.count else { return nil }
            defer { number += 1 }
            return load.pieces[number % load.pieces.count]
        }
    }
}
