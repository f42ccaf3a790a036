// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Which parts of an answer are wanted.
public struct LaneFilter: OptionSet, Sendable, Hashable {
    /// One bit a lane.
    public let rawValue: UInt8
    /// Creates a filter from bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The answer itself.
    public static let text = LaneFilter(rawValue: 1 << 0)
    /// What the model thought before it answered.
    public static let reasoning = LaneFilter(rawValue: 1 << 1)
    /// The model's words for declining.
    public static let refusal = LaneFilter(rawValue: 1 << 2)
    /// The arguments of calls that the model wants made.
    public static let toolCalls = LaneFilter(rawValue: 1 << 3)
    /// Everything.
    public static let all: LaneFilter = [.text, .reasoning, .refusal, .toolCalls]

    /// Whether a piece of this lane is wanted.
    @inline(__always)
    public func contains(_ lane: TokenDelta.Lane) -> Bool {
        switch lane {
        case .text: contains(LaneFilter.text)
        case .reasoning: contains(LaneFilter.reasoning)
        case .refusal: contains(LaneFilter.refusal)
        case .toolCall: contains(LaneFilter.toolCalls)
        }
    }
}
