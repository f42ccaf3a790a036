// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// A piece of a model's answer, as it arrived: what one `token` event carries.
///
/// "Token" is the field's word. A server may put several tokens of its vocabulary into one piece, or cut one in two;
/// the pieces of one lane and choice, joined in order, are that lane's exact text.
public struct TokenDelta: Sendable, Hashable {
    /// The new text. Never the text so far. For ``Lane/toolCall(_:)`` a piece of the arguments, and empty where the
    /// piece only opens the call.
    public var text: String
    /// Which of several answers this belongs to, counted from 0. Always 0 unless several were asked for.
    public var choice: Int
    /// Which part of the answer this is.
    public var lane: Lane
    /// How many pieces the model sent for this one: 1, or more where a full queue joined neighbours
    /// (``OverflowPolicy/coalesce``).
    public var pieces: Int

    /// Creates a piece of text.
    public init(_ text: String, choice: Int = 0, lane: Lane = .text, pieces: Int = 1) {
        self.text = text
        self.choice = choice
        self.lane = lane
        self.pieces = pieces
    }

    /// The parts that an answer may have, each with its own run of text.
    @nonexhaustive
    public enum Lane: Sendable, Hashable {
        /// The answer itself.
        case text
        /// What the model thought before it answered, where the server shows it.
        case reasoning
        /// The model's words for declining.
        case refusal
        /// A piece of the arguments of a call that the model wants made.
        case toolCall(ToolCallSlot)
    }
}

/// Which tool call a piece of arguments belongs to.
///
/// A reference, so that a token event stays small whatever its lane.
public final class ToolCallSlot: Sendable, Hashable {
    /// The place of the call among the calls of its choice, counted from 0.
    public let slot: Int
    /// The server's name for this call; empty if it gave none.
    public let id: String
    /// The function to call; empty if the server gave none.
    public let name: String

    /// Creates the identity of a call.
    public init(slot: Int, id: String, name: String) {
        self.slot = slot
        self.id = id
        self.name = name
    }

    /// Whether both name the same call in the same place.
    public static func == (one: ToolCallSlot, other: ToolCallSlot) -> Bool {
        one === other || (one.slot == other.slot && one.id == other.id && one.name == other.name)
    }

    /// Feeds what ``==(_:_:)`` compares.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(slot)
        hasher.combine(id)
        hasher.combine(name)
    }
}
