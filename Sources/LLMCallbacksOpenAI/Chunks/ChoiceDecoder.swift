// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// What one choice of an answer carries from chunk to chunk.
struct ChoiceDecoder {
    private var text = PieceDecoder()
    private var reasoning = PieceDecoder()
    private var refusal = PieceDecoder()
    private var calls = ToolCallSlots()
    private(set) var finishReason: FinishReason?
    private(set) var hasBegun = false

    /// Whether nothing is missing: the choice has said why it ended, or has never been heard of.
    var isComplete: Bool { finishReason != nil || !hasBegun }

    /// Makes chunks of a part of the wire's chunk, in the wire's order: texts, tool calls, finish reason.
    mutating func decode(
        _ choice: WireChunk.Choice,
        of chunk: borrowing WireChunk,
        into chunks: inout [ModelChunk]
    ) throws(ModelError) {
        hasBegun = true
        for position in choice.pieces {
            let piece = chunk.pieces[position]
            let delta = delta(for: piece, choice: choice.index)
            if !delta.text.isEmpty { chunks.append(.token(delta)) }
        }
        for position in choice.fragments {
            let delta = try calls.delta(for: chunk.fragments[position], choice: choice.index)
            if let delta { chunks.append(.token(delta)) }
        }
        guard let word = choice.finishReason, !word.isEmpty else { return }
        flush(choice: choice.index, into: &chunks)
        if let finishReason, word.equals(finishReason.rawValue) { return }
        let reason = FinishReason(rawValue: word.string)
        finishReason = reason
        // The word `error` is no reason of a complete answer; the decoder throws.
        if reason.rawValue != "error" { chunks.append(.finish(reason, choice: choice.index)) }
    }

    /// Ends the texts: gives out what was held back.
    mutating func flush(choice: Int, into chunks: inout [ModelChunk]) {
        let rest = [
            TokenDelta(text.flush(), choice: choice),
            TokenDelta(reasoning.flush(), lane: .reasoning, choice: choice),
            TokenDelta(refusal.flush(), lane: .refusal, choice: choice),
        ]
        for delta in rest + calls.flush(choice: choice) where !delta.text.isEmpty { chunks.append(.token(delta)) }
    }

    private mutating func delta(for piece: WireChunk.Piece, choice: Int) -> TokenDelta {
        switch piece.lane {
        case .text: TokenDelta(text.decode(piece.text), choice: choice)
        case .reasoning: TokenDelta(reasoning.decode(piece.text), lane: .reasoning, choice: choice)
        case .refusal: TokenDelta(refusal.decode(piece.text), lane: .refusal, choice: choice)
        }
    }
}
