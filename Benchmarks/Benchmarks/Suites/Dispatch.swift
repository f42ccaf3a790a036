// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Benchmark
import LLMCallbacks
import LLMCallbacksTesting

/// Handlers x delivery x what they are registered for. A unit is a token, for all handlers together.
func dispatchSuite() {
    let masks: [(String, EventFilter)] = [
        ("all events", .all), ("no times", .all.subtracting(.tokenTimes)), ("tokens alone", .tokens),
    ]
    for handlers in [0, 1, 2, 4, 8, 64] {
        let load = TokenLoad(rounds: max(2, 128 / max(1, handlers)))
        for (mask, events) in masks {
            Benchmark.cost(
                of: "dispatch, inline, \(handlers) handlers, \(mask)",
                InlineContender(events: events),
                load,
                to: handlers
            )
            Benchmark.cost(
                of: "dispatch, queued, \(handlers) handlers, \(mask)",
                QueuedContender(events: events),
                load,
                to: handlers
            )
        }
        Benchmark.cost(
            of: "dispatch, inline, \(handlers) handlers, nobody wants tokens",
            UnwantedContender(),
            load,
            to: handlers
        )
    }
}

/// Inline handlers that ask for no tokens, and so get none: what those cost all the same.
private struct UnwantedContender: Contender {
    let name = "unwanted"

    func deliver(_ load: TokenLoad, to consumers: Int) async throws -> Delivery {
        let delivery = try await InlineContender(events: .lifecycle).deliver(load, to: consumers)
        precondition(delivery.tallies.allSatisfy { $0.tokens == 0 }, "a token came that nobody wanted")
        return Delivery(elapsed: delivery.elapsed, tallies: delivery.tallies.map { _ in load.tally })
    }
}
