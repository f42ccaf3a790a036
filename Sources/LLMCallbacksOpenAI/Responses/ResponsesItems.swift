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

    /// Begins an item, if it is a call; others begin with their first piece.
    mutating func begin(_ item: ResponsesItem, at place: ResponsesPlace, into chunks: inout [ModelChunk]) throws {
        guard item.isCall else { return }
        let position = try open.lastIndex { $0.relation(to: place) == .same } ?? append(at: place)
        try tell(item, at: position, into: &chunks)
    }

    /// Adds a piece to a part of the item at a place.
    mutating func append(
        _ text: JSONText?,
        to kind: ResponsesPart.Kind,
        _ part: Int,
        of place: ResponsesPlace,
        into chunks: inout [ModelChunk]
    ) throws {
        guard let text, !text.isEmpty else { return }
        let position = try position(of: place) ?? append(at: place)
        open[position].note(place)
        try append(text, to: kind, part, at: position, into: &chunks)
    }

    /// Ends a part. Its whole text counts where no piece of it has come.
    mutating func end(
        _ text: JSONText?,
        of kind: ResponsesPart.Kind,
        _ part: Int,
        of place: ResponsesPlace,
        into chunks: inout [ModelChunk]
    ) throws {
        if let position = position(of: place), open[position].end(kind, part, into: &chunks) { return }
        try append(text, to: kind, part, of: place, into: &chunks)
    }

    /// Ends an item. What the whole one holds counts where no piece of it has come.
    mutating func end(_ item: ResponsesItem, at place: ResponsesPlace, into chunks: inout [ModelChunk]) throws {
        if item.isCall { try tell(item, at: position(of: place) ?? append(at: place), into: &chunks) }
        for part in item.parts { try end(part.text, of: part.kind, part.index, of: place, into: &chunks) }
        guard let position = position(of: place) else { return }
        open[position].flush(into: &chunks)
        open.remove(at: position)
    }

    /// Reads a list of whole items.
    mutating func read(_ output: UnsafeRawBufferPointer, into chunks: inout [ModelChunk]) throws {
        var scanner = JSONScanner(output)
        guard try scanner.enterArray() else { return }
        var index = 0
        while try scanner.nextElement() {
            try end(ResponsesItem(from: &scanner), at: ResponsesPlace(index: index), into: &chunks)
            index += 1
        }
    }

    /// Gives out what open items have held back.
    mutating func flush(into chunks: inout [ModelChunk]) {
        for position in open.indices { open[position].flush(into: &chunks) }
        for delta in calls.flush(choice: 0) { chunks.append(.token(delta)) }
    }

    /// Finds the open item that an event continues or ends: the one at its place, else the last if it may be meant.
    private func position(of place: ResponsesPlace) -> Int? {
        if let position = open.lastIndex(where: { $0.relation(to: place) == .same }) { return position }
        guard let last = open.last, last.relation(to: place) == .unknown else { return nil }
        return open.count - 1
    }

    /// Opens an item and returns its position.
    private mutating func append(at place: ResponsesPlace) throws(ModelError) -> Int {
        guard open.count < Self.limit else {
            throw ModelError(.tooLarge, "The answer has more than \(Self.limit) items at once.")
        }
        open.append(OpenResponsesItem(at: place, number: count))
        count += 1
        return open.count - 1
    }

    private mutating func append(
        _ text: JSONText,
        to kind: ResponsesPart.Kind,
        _ part: Int,
        at position: Int,
        into chunks: inout [ModelChunk]
    ) throws {
        try open[position].append(text, to: kind, part, into: &chunks)
        if kind == .arguments { try tell(.init(index: open[position].number, arguments: text), into: &chunks) }
    }

    /// Tells id and name of a call.
    private mutating func tell(_ item: ResponsesItem, at position: Int, into chunks: inout [ModelChunk]) throws {
        try tell(.init(index: open[position].number, id: item.callID, name: item.name), into: &chunks)
    }

    private mutating func tell(
        _ call: WireChunk.ToolCallFragment,
        into chunks: inout [ModelChunk]
    ) throws(ModelError) {
        hasCalls = true
        if let delta = try calls.delta(for: call, choice: 0) { chunks.append(.token(delta)) }
    }
}
