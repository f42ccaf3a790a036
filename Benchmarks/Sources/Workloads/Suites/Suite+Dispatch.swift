// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTesting

extension Suite {
    /// Handlers x delivery x what they are registered for.
    static let dispatch = Suite(
        name: "dispatch",
        about: """
            A run's tokens to handlers that count them: handlers x delivery x what they are registered for. Queued times go on \
            until every handler is through.
            """,
        workloads: [0, 1, 2, 4, 8, 64].flatMap(dispatch)
    )

    private static func dispatch(to handlers: Int) -> [Workload] {
        let load = TokenLoad(rounds: max(4, 512 / max(1, handlers)))
        let masks: [(String, EventFilter)] = [
            ("all events", .all), ("no times", .all.subtracting(.tokenTimes)), ("tokens alone", .tokens),
        ]
        let asked = masks.flatMap { mask, events in
            [
                Workload(
                    "inline, \(counted(handlers, "handler")), \(mask)",
                    InlineContender(events: events),
                    load,
                    to: handlers
                ),
                Workload(
                    "queued, \(counted(handlers, "handler")), \(mask)",
                    QueuedContender(events: events),
                    load,
                    to: handlers
                ),
            ]
        }
        return asked + [
            Workload("inline, \(counted(handlers, "handler")), no tokens", UnwantedContender(), load, to: handlers)
        ]
    }
}

/// Inline handlers that ask for no tokens, and so get none: what those cost all the same.
private struct UnwantedContender: Contender {
    let name = "unwanted"

    func deliver(_ load: TokenLoad, to consumers: Int) async throws -> Delivery {
        let delivery = try await InlineContender(events: .lifecycle).deliver(load, to: consumers)
        try Incomplete.unless(delivery.tallies.allSatisfy { $0.tokens == 0 }, "a token came that nobody wanted")
        return Delivery(elapsed: delivery.elapsed, tallies: delivery.tallies.map { _ in load.tally })
    }
}
