// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// The handle by which the body of a run emits its events: see
/// ``CallbackManager/run(_:input:kind:callbacks:options:body:)-(_,ModelRequest,_,_,_,_)``.
///
/// Safe to use from several tasks at once; handlers hear one order all the same.
public struct Run: Sendable {
    /// The run: what handlers see of it, and how to stop it.
    public let context: RunContext

    /// The run's id.
    public var id: RunID { context.id }

    /// Emits a piece of the answer. Inline handlers have heard it when this returns, unless another task was emitting in the
    /// same run: then that task passes it on. Waits while a handler's full queue wants that.
    ///
    /// - Throws: Once the run is over, what ended it: `CancellationError` if the task was cancelled, ``RunError`` if it was
    ///   stopped, or the error of a handler that must not fail. Let it pass.
    @inlinable
    public func token(_ text: String, lane: TokenDelta.Lane = .text, choice: Int = 0) async throws {
        // Inlined into the caller, so that a token which need not wait costs no async call.
        let emitted = context.emit(text, lane, choice)
        if emitted != .sent { try await context.settle(emitted, .token(TokenDelta(text, lane: lane, choice: choice))) }
    }

    /// Emits anything that a model says: a token of any lane, usage, a finish reason.
    ///
    /// - Throws: As ``token(_:lane:choice:)``.
    @inlinable
    public func send(_ chunk: ModelChunk) async throws {
        let emitted = context.emit(chunk)
        if emitted != .sent { try await context.settle(emitted, chunk) }
    }

    /// Emits an event of your own: see ``RunContext/custom(_:data:)``.
    public func custom(_ name: String, data: JSONValue = .null) { context.custom(name, data: data) }

    /// Stops the run: see ``RunContext/stop(reason:)``.
    public func stop(reason: String) { context.stop(reason: reason) }
}
