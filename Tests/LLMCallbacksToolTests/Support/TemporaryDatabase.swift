// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacks
import LLMCallbacksSQLite

/// A folder of a test's own with a database that nobody has made yet. Removed with it.
final class TemporaryDatabase: Sendable {
    /// The folder. It is there.
    let folder: String
    /// The file. It is not there at first.
    var path: String { "\(folder)/runs.sqlite" }

    init() throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("llmcallbacks-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        folder = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Runs the program to its end, with this database.
    func run(_ arguments: String..., environment: [String: String] = [:], input: ToolProcess.Input = .none) async throws
        -> ToolProcess.Ending
    {
        try await start(arguments, environment: environment, input: input).ending()
    }

    /// Starts the program, with this database.
    func start(
        _ arguments: [String],
        environment: [String: String] = [:],
        input: ToolProcess.Input = .none,
        output: ToolProcess.Output = .all
    ) throws -> ToolProcess {
        let ours = ["LLMCALLBACKS_DB": path].merging(environment) { $1 }
        return try ToolProcess(arguments, environment: ours, input: input, output: output)
    }

    /// Records a run of a model that answers in these pieces.
    @discardableResult
    func record(
        _ prompt: String,
        answer: [String],
        model: String = "scripted",
        options: RunOptions = RunOptions()
    ) async throws -> RunResult {
        let model = AnyStreamingModel(model) { _, output in
            for piece in answer { try await output.send(.text(piece)) }
            try await output.send(.usage(TokenUsage(inputTokens: 7, outputTokens: answer.count)))
            try await output.send(.finish(.stop))
        }
        return try await model.generate(prompt, callbacks: [.transcript(at: path)], options: options)
    }

    /// A reader of what is recorded.
    func reader() throws -> TranscriptReader { try TranscriptReader(path: path) }
}
