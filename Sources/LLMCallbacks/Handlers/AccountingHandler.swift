// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// A sync handler that keeps account of what runs use: besides events it hears what the provider says of usage, and it has
/// a word before the end of a run is told.
///
/// Called inline, like any ``CallbackHandler``, and under the same rules; behind a queue (``Callback/queued(_:events:runs:overflow:limit:failure:deadline:scope:label:)``)
/// it only gets events. Costs nothing a token.
public protocol AccountingHandler: CallbackHandler {
    /// The model said something about usage. Called zero or more times, between the start and ``close(_:)``.
    ///
    /// - Parameters:
    ///   - usage: All that was said so far, put together.
    ///   - run: The run.
    func account(_ usage: TokenUsage, of run: RunContext)

    /// The run is about to be over: how is decided, and only the terminal event is still to come. Called once a run.
    ///
    /// - Parameter closing: What there is. Usage may be completed here, for all handlers and the caller; events may be added,
    ///   which all handlers hear before the terminal event.
    func close(_ closing: inout RunClosing)
}

/// The books of a run before they are closed: see ``AccountingHandler/close(_:)``.
public struct RunClosing: Sendable {
    /// The run.
    public let run: RunContext
    /// Whether the run ended, failed or was cancelled.
    public let outcome: RunResult.Outcome
    /// What failed the run; `nil` if it did not fail.
    public let error: (any Error)?
    /// The model that answered, where the server named it; else the model that was asked.
    public let model: String
    /// The number of token events, over all lanes and choices.
    public let tokenCount: Int
    /// What the model said of usage, and what handlers before this one have added to it. Goes into the result as it is left.
    public var usage: TokenUsage?
    /// What is to be told to all handlers before the terminal event, in order.
    public var events: [CustomEvent] = []
}
