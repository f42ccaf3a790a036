// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// One part of an item, and what it carries from event to event.
struct ResponsesPart {
    /// The kinds of part that come in pieces.
    enum Kind {
        case text
        case refusal
        case reasoning
        case summary
        /// The arguments of a call, or the input of a call that takes plain text.
        case arguments
    }

    let kind: Kind
    /// The place of the part among those of its kind.
    let index: Int
    private var pieces = PieceDecoder()

    /// Begins a part.
    init(_ kind: Kind, index: Int) {
        self.kind = kind
        self.index = index
    }

    /// Tells the next piece. Of arguments it only notes that a piece has come: ``ToolCallSlots`` tells them.
    mutating func append(_ text: JSONText, into chunks: inout [ModelChunk]) {
        if kind != .arguments { tell(pieces.decode(text), into: &chunks) }
    }

    /// Gives out what was held back.
    mutating func flush(into chunks: inout [ModelChunk]) { tell(pieces.flush(), into: &chunks) }

    private func tell(_ piece: String, into chunks: inout [ModelChunk]) {
        if piece.isEmpty { return }
        switch kind {
        case .text: chunks.append(.text(piece))
        case .refusal: chunks.append(.refusal(piece))
        case .reasoning, .summary: chunks.append(.reasoning(piece))
        case .arguments: break
        }
    }
}
