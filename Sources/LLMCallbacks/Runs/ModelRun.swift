// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// A run of a model that is under way: its tokens as they come, and its result.
///
/// ```swift
/// let run = model.stream("Write me a song.")
/// for try await token in run.tokens { print(token.text, terminator: "") }
/// let summary = try await run.result
/// ```
///
/// The model is asked at once. It waits for a consumer that is more than 1,024 tokens behind, unless somebody awaits the
/// result. When nobody can read the tokens any more and nobody awaits the result - the loop was left, or the run was let go -
/// it is cancelled.
public final class ModelRun: Sendable {
    /// The run: id, name, tags, and how to stop it.
    public let context: RunContext
    private let log: TokenLog
    private let lease: ConsumerLease

    init(_ context: RunContext, _ log: TokenLog) {
        self.context = context
        self.log = log
        lease = ConsumerLease(log)
    }

    /// The run's id.
    public var id: RunID { context.id }

    /// The answer's text, piece by piece, of every choice. Each iterator begins with the oldest token that not all before
    /// it have read: begin with all of them before the first is read, and each gets everything.
    public var tokens: TokenSequence { TokenSequence(log: log, lease: lease) }

    /// The whole answer, counts and times, once the run is over and all handlers are through with it. Also after the loop
    /// was left early: then with what there was.
    ///
    /// If the task that awaits it is cancelled, the run is.
    ///
    /// - Throws: The model's own error; the error of a handler that must not fail or could not be opened; `CancellationError`
    ///   if the task was cancelled.
    public var result: RunResult {
        get async throws {
            log.awaitResult()
            await context.waitUnlessCancelled()
            return try context.completion.result()
        }
    }

    /// Cancels the run, as if the task that awaits it had been cancelled.
    public func cancel() { context.endSoon(.task) }
}
