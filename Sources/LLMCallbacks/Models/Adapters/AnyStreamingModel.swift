// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Makes a model of anything that streams: an `AsyncSequence` of any make, snapshots of the text so far, a callback interface.
///
/// ```swift
/// let model = AnyStreamingModel("llama-local") { request in
///     try await session.streamDetails(to: request.promptText)        // any AsyncSequence, Sendable or not
/// } map: { element, emit in                                          // zero or more chunks an element
///     switch element {
///     case .chunk(let text): emit(.text(text))
///     case .info(let info): emit(.usage(TokenUsage(inputTokens: info.prompt, outputTokens: info.generated)))
///     }
/// }
/// let reply = try await model.generate("Hello", callbacks: [.standardOutput])
/// ```
///
/// A source is made and read in the run's own task, once a run. An error of the source reaches callers and handlers as it is.
/// Where the source does not say why it ended, the finish reason is ``FinishReason/unknown``.
public struct AnyStreamingModel: StreamingModel {
    /// The model's name.
    public let name: String
    private let respond: @Sendable (ModelRequest, ModelOutput) async throws -> Void

    /// Creates a model from a function that writes to the output itself.
    ///
    /// - Parameters:
    ///   - name: The model's name.
    ///   - respond: What ``StreamingModel/respond(to:into:)`` does.
    public init(
        _ name: String,
        respond: @escaping @Sendable (ModelRequest, ModelOutput) async throws -> Void
    ) {
        self.name = name
        self.respond = respond
    }

    /// Answers a request from the source.
    public func respond(to request: ModelRequest, into output: ModelOutput) async throws {
        try await respond(request, output)
    }
}
