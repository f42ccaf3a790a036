// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// One thing that a model says while it answers.
@nonexhaustive
public enum ModelChunk: Sendable {
    /// A piece of the answer.
    case token(TokenDelta)
    /// The text so far was replaced: the lane of that choice is now exactly this text.
    case replaced(TokenDelta)
    /// Token counts of the answer so far. Of several, none is added to another: see ``TokenUsage/merge(_:)``.
    indirect case usage(TokenUsage)
    /// Why a choice ended.
    case finish(FinishReason, choice: Int)
    /// The name of the model that really answers, where the server tells.
    case model(String)
    /// The request failed before its first token and will be made again.
    case retrying(Retry)
    /// Anything else that handlers may want to know.
    case custom(name: String, data: JSONValue)

    /// A piece of text.
    public static func text(_ text: String, choice: Int = 0) -> ModelChunk {
        .token(TokenDelta(text, choice: choice))
    }

    /// A piece of reasoning.
    public static func reasoning(_ text: String, choice: Int = 0) -> ModelChunk {
        .token(TokenDelta(text, lane: .reasoning, choice: choice))
    }

    /// A piece of a refusal.
    public static func refusal(_ text: String, choice: Int = 0) -> ModelChunk {
        .token(TokenDelta(text, lane: .refusal, choice: choice))
    }

    /// A piece of a tool call's arguments; empty where it only opens the call.
    public static func toolCall(
        slot: Int = 0,
        id: String = "",
        name: String = "",
        arguments: String = "",
        choice: Int = 0
    ) -> ModelChunk {
        .token(TokenDelta(arguments, lane: .toolCall(slot: slot), choice: choice, callID: id, callName: name))
    }

    /// Why the only choice, number 0, ended.
    public static func finish(_ reason: FinishReason) -> ModelChunk { .finish(reason, choice: 0) }
}

/// A request that failed before its first token and will be made again.
public struct Retry: Sendable {
    /// How many attempts have failed: 1 after the first.
    public var attempt: Int
    /// How long the model waits before it tries again.
    public var delay: Duration
    /// Why the attempt failed.
    public var reason: String

    /// Creates a record of a failed attempt.
    public init(attempt: Int, delay: Duration, reason: String) {
        self.attempt = attempt
        self.delay = delay
        self.reason = reason
    }
}
