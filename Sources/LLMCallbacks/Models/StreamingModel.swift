// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// A model that answers piece by piece.
///
/// To bring your own model, write its pieces to the output as they come, and return at the end:
///
/// ```swift
/// struct Parrot: StreamingModel {
///     let name = "parrot"
///     func respond(to request: ModelRequest, into output: ModelOutput) async throws {
///         for word in request.promptText.split(separator: " ") {
///             try await output.send(.text("\(word) "))
///         }
///         try await output.send(.finish(.stop))
///     }
/// }
/// ```
///
/// A model knows nothing of handlers: the run wraps it. For a source that exists already (an `AsyncSequence`, a callback
/// interface, snapshots of the text so far) see ``AnyStreamingModel``.
public protocol StreamingModel: Sendable {
    /// The model's name, for handlers, counters and records. Where the server answers with another name, send
    /// ``ModelChunk/model(_:)``.
    var name: String { get }

    /// Answers a request. Called once a run, in a task of the run's own.
    ///
    /// - Parameters:
    ///   - request: What is asked.
    ///   - output: Where the pieces go. Its ``ModelOutput/send(_:)`` waits while a handler with a full queue wants that,
    ///     and throws once the run is over; let that error pass.
    /// - Throws: Whatever went wrong; callers get that very error. ``ModelError`` says it in terms that programs
    ///   understand. Return normally only if the answer is complete.
    func respond(to request: ModelRequest, into output: ModelOutput) async throws
}
