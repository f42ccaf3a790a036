// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksSQLite
import Synchronization

/// What the handler takes of a token's time: it is called again and again with one token, faster than any model, while its writer
/// works beside it.
enum TokenCost {
    static func measure(tokens: Int) async throws {
        let workspace = try Workspace()
        let transcript = try TranscriptHandler(path: workspace.file)
        let hammer = Hammer(transcript, tokens: tokens)
        let model = AnyStreamingModel("hammer") { _, output in
            try await output.send(.text("one "))
            try await output.send(.text("two "))
        }
        _ = try await model.generate("Hello", callbacks: [.handler(hammer)])
        let times = hammer.rounds.withLock { $0 }.sorted()
        let each = Double(tokens / Hammer.roundCount)
        Report.line("a token, median of \(Hammer.roundCount) rounds", Double(times[times.count / 2]) / each, "ns")
        Report.line("a token, best round", Double(times[0]) / each, "ns")
        Report.line("a token, worst round", Double(times[times.count - 1]) / each, "ns")
    }

    private final class Hammer: SettlingHandler {
        static let roundCount = 20
        let rounds = Mutex<[Int64]>([])
        private let transcript: TranscriptHandler
        private let tokens: Int

        init(_ transcript: TranscriptHandler, tokens: Int) {
            self.transcript = transcript
            self.tokens = tokens
        }

        func handle(_ event: CallbackEvent) throws {
            guard event.sequence == 2, event.token != nil else { return try transcript.handle(event) }
            for _ in 0..<Self.roundCount {
                let start = Stopwatch.now
                for _ in 0..<tokens / Self.roundCount { try transcript.handle(event) }
                let time = Stopwatch.now - start
                rounds.withLock { $0.append(time) }
            }
        }

        func settle(_ end: CallbackEvent) async throws { try await transcript.settle(end) }
    }
}
