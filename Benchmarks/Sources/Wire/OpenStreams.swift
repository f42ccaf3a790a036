// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksOpenAI

/// Many streams at once of one server.
struct OpenStreams {
    private let tasks: [Task<Void, Never>]

    /// Opens the streams, and waits until each has had a token.
    init(_ count: Int, of url: String, path: String, tally: TokenTally) async throws {
        let before = tally.value
        let model = OpenAIChatModel("m", baseURL: "\(url)/\(path)", apiKey: "none")
        tasks = (0..<count).map { _ in
            Task { _ = try? await model.generate("go", callbacks: [.handler(tally)]) }
        }
        while tally.value - before < count { try await Task.sleep(for: .milliseconds(20)) }
    }

    /// Gives all streams up, and waits until they have ended.
    func cancel() async {
        for task in tasks { task.cancel() }
        for task in tasks { await task.value }
    }
}
