// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// The same through a manager: each token to each inline handler of a run.
enum Inline {
    final class Counter: CallbackHandler, @unchecked Sendable {
        // Unchecked: one run at a time calls it, and a run's events come one at a time.
        private(set) var bytes = 0
        private(set) var tokens = 0

        func handle(_ event: CallbackEvent) {
            guard case .token(let token) = event.kind else { return }
            bytes &+= token.text.utf8.count
            tokens &+= 1
        }
    }

    /// Returns nanoseconds a token.
    static func measure(handlers count: Int, events: EventFilter) async throws -> Double {
        let counters = (0..<count).map { _ in Counter() }
        let manager = CallbackManager(counters.map { .handler($0, events: events) })
        let pieces = Text.pieces
        var elapsed = Duration.zero
        try await manager.run("benchmark", input: "") { run in
            let began = ContinuousClock.now
            for number in 0..<Main.tokens { try await run.token(pieces[number & 7]) }
            elapsed = began.duration(to: .now)
        }
        for counter in counters { precondition(counter.tokens == Main.tokens && counter.bytes > 0) }
        return elapsed.nanoseconds / Double(Main.tokens)
    }
}
