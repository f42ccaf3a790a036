// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// Finds the call that a fragment belongs to, for one choice, by a rule that fits every known server:
///
/// - a fragment with an index belongs to the last call with that index, unless both have an id and these differ;
/// - one without an index, but with an id, belongs to the last call if that has the same id;
/// - one with neither belongs to the last call, unless both have a name and these differ;
/// - and where there is no such call, it opens one.
struct ToolCallSlots {
    /// The most calls that one choice may have.
    static let limit = 1_024

    private struct Call {
        var index: Int?
        var slot: ToolCallSlot
        var arguments = PieceDecoder()
    }

    private var calls: [Call] = []

    /// Makes a token of a fragment. `nil` if the fragment says nothing new.
    ///
    /// - Throws: ``ModelError`` of kind `tooLarge` beyond ``limit`` calls.
    mutating func delta(for fragment: WireChunk.ToolCallFragment, choice: Int) throws(ModelError) -> TokenDelta? {
        var isNews = false
        let position: Int
        if let found = find(fragment) {
            position = found
            isNews = Self.complete(&calls[found], with: fragment)
        } else {
            position = calls.count
            try open(fragment)
            isNews = true
        }
        let text = fragment.arguments.map { calls[position].arguments.decode($0) } ?? ""
        guard isNews || !text.isEmpty else { return nil }
        return TokenDelta(text, choice: choice, lane: .toolCall(calls[position].slot))
    }

    /// Ends all calls. Returns tokens for halves of characters that were held back.
    mutating func flush(choice: Int) -> [TokenDelta] {
        calls.indices.compactMap { position in
            let text = calls[position].arguments.flush()
            return text.isEmpty ? nil : TokenDelta(text, choice: choice, lane: .toolCall(calls[position].slot))
        }
    }

    private func find(_ fragment: WireChunk.ToolCallFragment) -> Int? {
        if let index = fragment.index {
            guard let position = calls.lastIndex(where: { $0.index == index }) else { return nil }
            return differ(fragment.id, calls[position].slot.id) ? nil : position
        }
        guard let last = calls.last else { return nil }
        let isOther: Bool
        if let id = fragment.id, !id.isEmpty {
            isOther = !id.equals(last.slot.id)
        } else {
            isOther = differ(fragment.name, last.slot.name)
        }
        return isOther ? nil : calls.count - 1
    }

    private func differ(_ text: JSONText?, _ known: String) -> Bool {
        guard let text, !text.isEmpty, !known.isEmpty else { return false }
        return !text.equals(known)
    }

    private mutating func open(_ fragment: WireChunk.ToolCallFragment) throws(ModelError) {
        guard calls.count < Self.limit else {
            throw ModelError(.tooLarge, "The answer has more than \(Self.limit) tool calls.")
        }
        let slot = ToolCallSlot(
            slot: calls.count,
            id: fragment.id?.string ?? "",
            name: fragment.name?.string ?? ""
        )
        calls.append(Call(index: fragment.index, slot: slot))
    }

    /// Adds an id or a name that came late: once, the first that is not empty. Returns whether there was one.
    private static func complete(_ call: inout Call, with fragment: WireChunk.ToolCallFragment) -> Bool {
        let id = call.slot.id.isEmpty ? fragment.id?.string ?? "" : call.slot.id
        let name = call.slot.name.isEmpty ? fragment.name?.string ?? "" : call.slot.name
        guard id != call.slot.id || name != call.slot.name else { return false }
        call.slot = ToolCallSlot(slot: call.slot.slot, id: id, name: name)
        return true
    }
}
