// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// The items of one answer: which are open, and what each carries from event to event.
struct ResponsesItems {
    /// The most items that may be open at once.
    static let limit = 1_024

    private var open: [OpenResponsesItem] = []
    private var calls = ToolCallSlots()
    private var count = 0
    /// Whether the client is to make calls.
    private(set) var hasCalls = false

    /// Whether any item has begun.
    var hasBegun: Bool { count > 0 }

    /// Begins an item, if it is a call; others begin with their first piece. `index`: the item's place, if it says.
    mutating func begin(_ item: ResponsesItem, at index: Int?, into chunks: inout [ModelChunk]) throws {
        guard item.isCall else { return }
        let position = try position(of: index ?? -1 - count)
        let call = WireChunk.ToolCallFragment(index: open[position].number, id: item.callID, name: item.name)
        try tell(call, into: &chunks)
    }

    /// Adds a piece to a part. `index`: the item's place; where it is missing, the last item is meant.
    mutating func append(
        _ text: JSONText?,
        to kind: ResponsesPart.Kind,
        _ part: Int,
        of index: Int?,
        into chunks: inout [ModelChunk]
    ) throws {
        guard let text, !text.isEmpty else { return }
        let position = try position(of: index ?? open.last?.index ?? 0)
        try open[position].append(text, to: kind, part, into: &chunks)
        if kind == .arguments { try tell(.init(index: open[position].number, arguments: text), into: &chunks) }
    }

    /// Ends a part. Its whole text counts where no piece of it has come.
    mutating func end(
        _ text: JSONText?,
        of kind: ResponsesPart.Kind,
        _ part: Int,
        of index: Int?,
        into chunks: inout [ModelChunk]
    ) throws {
        let index = index ?? open.last?.index ?? 0
        let position = open.lastIndex { $0.index == index }
        if let position, open[position].end(kind, part, into: &chunks) { return }
        try append(text, to: kind, part, of: index, into: &chunks)
    }

    /// Ends an item. What the whole one holds counts where no piece of it has come.
    mutating func end(_ item: ResponsesItem, at index: Int?, into chunks: inout [ModelChunk]) throws {
        let index = index ?? open.last?.index ?? 0
        try begin(item, at: index, into: &chunks)
        for part in item.parts { try end(part.text, of: part.kind, part.index, of: index, into: &chunks) }
        guard let position = open.lastIndex(where: { $0.index == index }) else { return }
        open[position].flush(into: &chunks)
        open.remove(at: position)
    }

    /// Reads a list of whole items.
    mutating func read(_ output: UnsafeRawBufferPointer, into chunks: inout [ModelChunk]) throws {
        var scanner = JSONScanner(output)
        guard try scanner.enterArray() else { return }
        var index = 0
        while try scanner.nextElement() {
            try end(ResponsesItem(from: &scanner), at: index, into: &chunks)
            index += 1
        }
    }

    /// Gives out what open items have held back.
    mutating func flush(into chunks: inout [ModelChunk]) {
        for position in open.indices { open[position].flush(into: &chunks) }
        for delta in calls.flush(choice: 0) { chunks.append(.token(delta)) }
    }

    private mutating func position(of index: Int) throws(ModelError) -> Int {
        if let position = open.lastIndex(where: { $0.index == index }) { return position }
        guard open.count < Self.limit else {
            throw ModelError(.tooLarge, "The answer has more than \(Self.limit) items at once.")
        }
        open.append(OpenResponsesItem(index: index, number: count))
        count += 1
        return open.count - 1
    }

    private mutating func tell(
        _ call: WireChunk.ToolCallFragment,
        into chunks: inout [ModelChunk]
    ) throws(ModelError) {
        hasCalls = true
        if let delta = try calls.delta(for: call, choice: 0) { chunks.append(.token(delta)) }
    }
}
