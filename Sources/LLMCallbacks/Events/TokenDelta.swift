// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// A piece of a model's answer, as it arrived: what one `token` event carries.
///
/// "Token" is the field's word. A server may put several tokens of its vocabulary into one piece, or cut one in two;
/// the pieces of one lane and choice, joined in order, are that lane's exact text.
public struct TokenDelta: Sendable, Hashable {
    /// The new text. Never the text so far. For ``Lane/toolCall(slot:)`` a piece of the arguments, and empty where the
    /// piece only opens the call.
    public var text: String
    /// Id and name of a tool call, with a NUL between them; empty if there is none. See ``callID``.
    private var call: String
    @usableFromInline var slot: Int32
    @usableFromInline var choiceNumber: Int32
    @usableFromInline var pieceCount: Int32
    @usableFromInline var laneCode: UInt8

    // A token is built, copied and matched more often than anything else here, so it is small, and of its members only
    // strings count references: with a reference to an object among them, `if case .token(let token) = event.kind` would
    // retain and release that object, in every handler. Nor is there a gap, or a bit that no value uses, in which an enum
    // around the token would hide its case: that has a byte of its own. See Docs/Decisions/0003-token-layout.md.

    /// Creates a piece.
    ///
    /// - Parameters:
    ///   - text: The new text; for a tool call a piece of its arguments. May be empty.
    ///   - lane: Which part of the answer this is.
    ///   - choice: Which of several answers this belongs to, counted from 0.
    ///   - pieces: How many pieces of the model this stands for.
    ///   - callID: The server's name for the tool call; needed once a call.
    ///   - callName: The function that the tool call is for; needed once a call.
    @inline(__always)
    public init(
        _ text: String,
        lane: Lane = .text,
        choice: Int = 0,
        pieces: Int = 1,
        callID: String = "",
        callName: String = ""
    ) {
        self.text = text
        (laneCode, slot) = lane.parts
        choiceNumber = Int32(clamping: choice)
        pieceCount = Int32(clamping: pieces)
        call = callID.isEmpty && callName.isEmpty ? "" : "\(callID)\0\(callName)"
    }

    /// Which part of the answer this is.
    @inlinable
    public var lane: Lane {
        get { Lane(laneCode, slot: slot) }
        set { (laneCode, slot) = newValue.parts }
    }

    /// Which of several answers this belongs to, counted from 0. Always 0 unless several were asked for.
    @inlinable
    public var choice: Int {
        get { Int(choiceNumber) }
        set { choiceNumber = Int32(clamping: newValue) }
    }

    /// How many pieces the model sent for this one: 1; more where a full queue joined neighbours
    /// (``OverflowPolicy/coalesce``); and 0 for text of earlier pieces that was held back (``Callback/redacting(_:)``).
    @inlinable
    public var pieces: Int {
        get { Int(pieceCount) }
        set { pieceCount = Int32(clamping: newValue) }
    }

    /// The server's name for the tool call that this is a piece of; empty if there is none. Not O(1).
    public var callID: String { call.prefix { $0 != "\0" }.description }

    /// The function that the tool call is for; empty if there is none. Not O(1).
    public var callName: String { call.drop { $0 != "\0" }.dropFirst().description }

    /// Whether this is a piece of a call that has an id or a name.
    package var namesCall: Bool { !call.isEmpty }

    /// Makes a token that was copied as bits an owner of its strings.
    @inline(__always)
    mutating func ownStrings() {
        withUnsafeMutablePointer(to: &text) { $0.initialize(to: $0.pointee) }
        withUnsafeMutablePointer(to: &call) { $0.initialize(to: $0.pointee) }
    }

    /// Whether this piece can be told as one with the piece before it: of the same lane and choice, and no name is lost.
    func canJoin(_ piece: TokenDelta) -> Bool {
        (choiceNumber, laneCode, slot) == (piece.choiceNumber, piece.laneCode, piece.slot)
            && (call.isEmpty || call == piece.call)
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
        /// A piece of the arguments of a call that the model wants made. The slot is the call's place among the calls of
        /// its choice, counted from 0.
        case toolCall(slot: Int)
    }
}

extension TokenDelta.Lane {
    /// The lane from its number and the slot of a call.
    @inlinable
    init(_ code: UInt8, slot: Int32) {
        switch code {
        case 0: self = .text
        case 1: self = .reasoning
        case 2: self = .refusal
        default: self = .toolCall(slot: Int(slot))
        }
    }

    /// The lane's number and the slot of a call: what a token keeps. A slot too great for that is the greatest there is.
    @inlinable
    var parts: (code: UInt8, slot: Int32) {
        switch self {
        case .text: (0, 0)
        case .reasoning: (1, 0)
        case .refusal: (2, 0)
        case .toolCall(let slot): (3, Int32(clamping: slot))
        }
    }
}
