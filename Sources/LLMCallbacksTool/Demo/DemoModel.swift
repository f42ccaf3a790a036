// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// A model that needs no server and no key: it tells what this program does, at the pace of a reader.
struct DemoModel: StreamingModel {
    let name = "demo"
    private let pause: @Sendable () async throws -> Void

    /// Creates a model.
    ///
    /// - Parameters:
    ///   - clock: What its pace is kept by.
    ///   - pace: The time from one word to the next.
    init(clock: some Clock<Duration> = ContinuousClock(), pace: Duration = .milliseconds(25)) {
        pause = { try await clock.sleep(for: pace) }
    }

    func respond(to request: ModelRequest, into output: ModelOutput) async throws {
        let prompt = request.messages.last?.content ?? ""
        let words = DemoText(prompt: prompt).words
        for word in words {
            try await pause()
            try await output.send(.text(word))
        }
        let promptWords = request.promptText.split(whereSeparator: \.isWhitespace).count
        try await output.send(
            .usage(TokenUsage(inputTokens: promptWords, outputTokens: words.count, source: .estimated))
        )
        try await output.send(.finish(.stop))
    }
}
