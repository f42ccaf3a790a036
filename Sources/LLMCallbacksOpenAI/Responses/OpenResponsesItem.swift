// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// An item that has begun and not ended, and what its parts carry from event to event.
struct OpenResponsesItem {
    /// The most parts that one item may have.
    static let limit = 1_024

    /// The place of the item among those of the answer; `nil` as long as no event says it.
    private var index: Int?
    /// The server's name for the item; `nil` as long as no event says it.
    private var id: [UInt8]?
    /// Tells the item from all others, also from an earlier one at the same place.
    let number: Int
    private var parts: [ResponsesPart] = []

    /// Begins an item.
    init(at place: ResponsesPlace, number: Int) {
        self.number = number
        note(place)
    }

    /// Remembers what an event that belongs to the item says about its place.
    mutating func note(_ place: ResponsesPlace) {
        if index == nil { index = place.index }
        if id == nil { id = place.id.map { Array($0.bytes) } }
    }

    /// How an event of that place relates to the item.
    func relation(to place: ResponsesPlace) -> ResponsesPlace.Relation { place.relation(toIndex: index, id: id) }

    /// Adds a piece to a part; begins the part if nothing else has.
    mutating func append(
        _ text: JSONText,
        to kind: ResponsesPart.Kind,
        _ part: Int,
        into chunks: inout [ModelChunk]
    ) throws(ModelError) {
        if let place = place(of: kind, part) { return parts[place].append(text, into: &chunks) }
        guard parts.count < Self.limit else {
            throw ModelError(.tooLarge, "An item of the answer has more than \(Self.limit) parts.")
        }
        parts.append(ResponsesPart(kind, index: part))
        parts[parts.count - 1].append(text, into: &chunks)
    }

    /// Ends a part. Returns whether any piece of it has come.
    mutating func end(_ kind: ResponsesPart.Kind, _ part: Int, into chunks: inout [ModelChunk]) -> Bool {
        guard let place = place(of: kind, part) else { return false }
        parts[place].flush(into: &chunks)
        return true
    }

    /// Gives out what its parts have held back.
    mutating func flush(into chunks: inout [ModelChunk]) {
        for place in parts.indices { parts[place].flush(into: &chunks) }
    }

    private func place(of kind: ResponsesPart.Kind, _ part: Int) -> Int? {
        parts.lastIndex { $0.kind == kind && $0.index == part }
    }
}
