// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What there was when a run was over, however it ended: the answer so far, counts, times, and handlers that failed.
public struct RunResult: Sendable {
    /// In an object: it is large, and whoever awaits a run has a place for its result for as long as that takes.
    private var contents: Contents

    package init(
        runID: RunID,
        outcome: Outcome,
        choices: [Choice],
        usage: TokenUsage?,
        model: String,
        timeToFirstToken: Duration?,
        duration: Duration,
        tokenCount: Int,
        handlerFailures: [HandlerFailure],
        handlerFailureCount: Int
    ) {
        contents = Contents(
            Values(
                runID: runID,
                outcome: outcome,
                choices: choices,
                usage: usage,
                model: model,
                timeToFirstToken: timeToFirstToken,
                duration: duration,
                tokenCount: tokenCount,
                handlerFailures: handlerFailures,
                handlerFailureCount: handlerFailureCount
            )
        )
    }

    /// The run's id.
    public var runID: RunID { contents.values.runID }

    /// Whether the run ended, failed or was cancelled.
    public package(set) var outcome: Outcome {
        get { contents.values.outcome }
        set { change { $0.outcome = newValue } }
    }

    /// The answers, by choice number. At least one; empty of text if nothing arrived.
    public package(set) var choices: [Choice] {
        get { contents.values.choices }
        set { change { $0.choices = newValue } }
    }

    /// Token counts, each with its source: what the model told, put together; `nil` if it told nothing. A
    /// ``TokenCountingHandler`` adds what it counted. Nothing is estimated here.
    public var usage: TokenUsage? { contents.values.usage }

    /// The model that answered, where the server named it; else the model that was asked.
    public package(set) var model: String {
        get { contents.values.model }
        set { change { $0.model = newValue } }
    }

    /// The time from the start to the first token; `nil` if none came.
    public var timeToFirstToken: Duration? { contents.values.timeToFirstToken }

    /// The time from the start to the end.
    public var duration: Duration { contents.values.duration }

    /// The number of token events, over all lanes and choices.
    public var tokenCount: Int { contents.values.tokenCount }

    /// The first 256 faults of handlers, in order; in a terminal event those known by then.
    public package(set) var handlerFailures: [HandlerFailure] {
        get { contents.values.handlerFailures }
        set { change { $0.handlerFailures = newValue } }
    }

    /// How many faults of handlers there were.
    public package(set) var handlerFailureCount: Int {
        get { contents.values.handlerFailureCount }
        set { change { $0.handlerFailureCount = newValue } }
    }

    private mutating func change(_ change: (inout Values) -> Void) {
        var values = contents.values
        change(&values)
        contents = Contents(values)
    }

    private struct Values: Sendable {
        let runID: RunID
        var outcome: Outcome
        var choices: [Choice]
        let usage: TokenUsage?
        var model: String
        let timeToFirstToken: Duration?
        let duration: Duration
        let tokenCount: Int
        var handlerFailures: [HandlerFailure]
        var handlerFailureCount: Int
    }

    private final class Contents: Sendable {
        let values: Values
        init(_ values: Values) { self.values = values }
    }
}

extension RunResult {
    /// The answer: the text of choice 0, so far as it came.
    public var text: String { choices[0].text }
    /// The reasoning of choice 0; empty if none was shown.
    public var reasoning: String { choices[0].reasoning }
    /// The refusal of choice 0; empty if there is none.
    public var refusal: String { choices[0].refusal }
    /// The calls that choice 0 wants made, by slot.
    public var toolCalls: [ToolCall] { choices[0].toolCalls }
    /// Why choice 0 ended; `nil` if the run did not come so far.
    public var finishReason: FinishReason? { choices[0].finishReason }

    /// One answer.
    public struct Choice: Sendable, Hashable {
        /// The answer.
        public var text = ""
        /// What the model thought, where the server shows it.
        public var reasoning = ""
        /// The model's words for declining.
        public var refusal = ""
        /// Calls that the model wants made, by slot.
        public var toolCalls: [ToolCall] = []
        /// Why this answer ended; `nil` if it did not come so far.
        public var finishReason: FinishReason?
    }

    /// How a run can be over.
    public enum Outcome: Sendable, Hashable {
        /// The answer is complete.
        case ended
        /// The run failed.
        case failed
        /// The run was stopped from outside.
        case cancelled(CancellationReason)
    }
}

/// Who stopped a run.
@nonexhaustive
public enum CancellationReason: Sendable, Hashable {
    /// The task that awaited the run was cancelled; or ``ModelRun/cancel()`` was called, or the run around it failed, was
    /// stopped or was cancelled.
    case task
    /// Nobody iterated over its tokens any more.
    case abandoned
    /// A handler, or the program, called ``RunContext/stop(reason:)``.
    case stopped(String)
}

extension CancellationReason: CustomStringConvertible {
    /// The value of `reason` in JSON Lines: `task`, `abandoned`, or `stopped: ` and the reason.
    public var description: String {
        switch self {
        case .task: "task"
        case .abandoned: "abandoned"
        case .stopped(let reason): "stopped: \(reason)"
        }
    }
}

/// How a run failed, and what there was by then.
public struct RunFailure: Sendable {
    /// The model's own error; or, where a handler's policy is ``FailurePolicy/failRun``, that handler's.
    public let error: any Error
    /// The answer so far, counts and times.
    public package(set) var result: RunResult

    package init(error: any Error, result: RunResult) {
        self.error = error
        self.result = result
    }
}

/// Why a run was stopped, and what there was by then.
public struct RunCancellation: Sendable {
    /// Who stopped it.
    public let reason: CancellationReason
    /// The answer so far, counts and times.
    public package(set) var result: RunResult

    package init(reason: CancellationReason, result: RunResult) {
        self.reason = reason
        self.result = result
    }
}
