// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// The content blocks of one message: which are open, and what each carries from event to event.
struct AnthropicBlocks {
    /// The most blocks that may be open at once.
    static let limit = 1_024

    private struct Block {
        let index: Int
        /// Tells the block from all others, also from an earlier one at the same place.
        let number: Int
        var isIgnored = false
        /// What a tool call's block began with, until a piece of its input comes.
        var input: [UInt8] = []
        var text = PieceDecoder()
        var thinking = PieceDecoder()
    }

    private var open: [Block] = []
    private var calls = ToolCallSlots()
    private var count = 0

    /// Whether any block has begun.
    var hasBegun: Bool { count > 0 }

    /// Begins a block. One that is still open at that place ends.
    mutating func begin(
        _ block: AnthropicBlock,
        at index: Int,
        into chunks: inout [ModelChunk]
    ) throws {
        try end(at: index, into: &chunks)
        let position = try position(of: index)
        if block.isToolUse {
            if let input = block.input, input.first == UInt8(ascii: "{") { open[position].input = Array(input) }
            let opening = WireChunk.ToolCallFragment(index: open[position].number, id: block.id, name: block.name)
            try append(opening, into: &chunks)
        } else {
            // The input of what the server calls by itself is none of the client's business.
            open[position].isIgnored = block.name != nil || block.input != nil
            append(block.text, block.thinking, to: position, into: &chunks)
        }
    }

    /// Adds a piece to a block; begins the block if nothing else has.
    mutating func append(_ event: AnthropicEvent, into chunks: inout [ModelChunk]) throws(ModelError) {
        let position = try position(of: event.index)
        if open[position].isIgnored { return }
        append(event.text, event.thinking, to: position, into: &chunks)
        guard let piece = event.partialJSON, !piece.isEmpty else { return }
        open[position].input = []
        try append(.init(index: open[position].number, arguments: piece), into: &chunks)
    }

    /// Ends the block at a place, if one is open there.
    mutating func end(at index: Int, into chunks: inout [ModelChunk]) throws {
        guard let position = open.lastIndex(where: { $0.index == index }) else { return }
        var block = open.remove(at: position)
        Self.flush(&block, into: &chunks)
        if block.input.isEmpty { return }
        // No piece has come, so that what the block began with is the whole input: mostly `{}`.
        try block.input.withUnsafeBytes { input in
            let arguments = JSONText(bytes: input, isEscaped: false)
            try append(.init(index: block.number, arguments: arguments), into: &chunks)
        }
    }

    /// Reads a list of whole blocks.
    mutating func read(_ content: UnsafeRawBufferPointer, into chunks: inout [ModelChunk]) throws {
        var scanner = JSONScanner(content)
        guard try scanner.enterArray() else { return }
        var index = 0
        while try scanner.nextElement() {
            let block = try AnthropicBlock(from: &scanner)
            try begin(block, at: index, into: &chunks)
            try end(at: index, into: &chunks)
            index += 1
        }
    }

    /// Gives out what open blocks have held back.
    mutating func flush(into chunks: inout [ModelChunk]) {
        for position in open.indices { Self.flush(&open[position], into: &chunks) }
        for delta in calls.flush(choice: 0) { chunks.append(.token(delta)) }
    }

    private mutating func position(of index: Int) throws(ModelError) -> Int {
        if let position = open.lastIndex(where: { $0.index == index }) { return position }
        guard open.count < Self.limit else {
            throw ModelError(.tooLarge, "The answer has more than \(Self.limit) content blocks at once.")
        }
        open.append(Block(index: index, number: count))
        count += 1
        return open.count - 1
    }

    private mutating func append(
        _ text: JSONText?,
        _ thinking: JSONText?,
        to position: Int,
        into chunks: inout [ModelChunk]
    ) {
        if let thinking {
            let piece = open[position].thinking.decode(thinking)
            if !piece.isEmpty { chunks.append(.reasoning(piece)) }
        }
        if let text {
            let piece = open[position].text.decode(text)
            if !piece.isEmpty { chunks.append(.text(piece)) }
        }
    }

    private mutating func append(
        _ fragment: WireChunk.ToolCallFragment,
        into chunks: inout [ModelChunk]
    ) throws(ModelError) {
        if let delta = try calls.delta(for: fragment, choice: 0) { chunks.append(.token(delta)) }
    }

    private static func flush(_ block: inout Block, into chunks: inout [ModelChunk]) {
        let (thinking, text) = (block.thinking.flush(), block.text.flush())
        if !thinking.isEmpty { chunks.append(.reasoning(thinking)) }
        if !text.isEmpty { chunks.append(.text(text)) }
    }
}
