// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What an event says about which item it is part of: the item's place among those of the answer, its id, both or neither.
///
/// OpenAI sends both. llama.cpp sends ids alone, and ends all items together, after the last has begun; gateways leave either
/// out, and some give an item another id in every event. So the place counts before the id.
struct ResponsesPlace {
    /// How an event relates to an item that is open.
    enum Relation {
        case same
        case other
        /// The two have nothing that could be compared.
        case unknown
    }

    /// The place of the item among those of the answer; `nil` if nothing says it.
    var index: Int?
    /// The server's name for the item; `nil` if nothing says it.
    var id: JSONText?

    /// Compares it with that of an item.
    func relation(toIndex index: Int?, id: [UInt8]?) -> Relation {
        if let index, let own = self.index { return index == own ? .same : .other }
        if let id, let own = self.id { return id.withUnsafeBytes(own.bytes.equals) ? .same : .other }
        return .unknown
    }
}
