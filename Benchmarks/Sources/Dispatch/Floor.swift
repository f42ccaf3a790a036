// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// The floor: each token to each handler by a call of a class method, and nothing else.
enum Floor {
    class Handler {
        func handle(_ text: String) {}
    }

    final class Counter: Handler {
        private(set) var bytes = 0
        private(set) var tokens = 0

        override func handle(_ text: String) {
            bytes &+= text.utf8.count
            tokens &+= 1
        }
    }

    /// Returns nanoseconds a token.
    static func measure(handlers count: Int) -> Double {
        let counters = (0..<count).map { _ in Counter() }
        let began = ContinuousClock.now
        deliver(to: counters, Text.pieces)
        let elapsed = began.duration(to: .now)
        for counter in counters { precondition(counter.tokens == Main.tokens && counter.bytes > 0) }
        return elapsed.nanoseconds / Double(Main.tokens)
    }

    @inline(never)
    private static func deliver(to handlers: [Handler], _ pieces: [String]) {
        for number in 0..<Main.tokens {
            let piece = pieces[number & 7]
            for handler in handlers { handler.handle(piece) }
        }
    }
}
