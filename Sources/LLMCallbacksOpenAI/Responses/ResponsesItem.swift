// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// An item of an answer as it is written: a message, reasoning, a call. Whole, or as it begins.
struct ResponsesItem {
    /// A part that is whole.
    struct Part {
        var kind: ResponsesPart.Kind
        let index: Int
        let text: JSONText
    }

    /// What kind of item this is.
    var type: JSONText?
    /// The server's name for the item.
    var id: JSONText?
    /// The server's name for a call.
    var callID: JSONText?
    /// The function to call.
    var name: JSONText?
    /// The parts that are there. Items of kinds that are not known here have none.
    var parts: [Part] = []

    /// Whether this is a call that the client should make. Calls that the server makes by itself are none.
    var isCall: Bool { type.map { "function_call" ~= $0 || "custom_tool_call" ~= $0 } ?? false }

    /// Reads an item. What is of an unexpected type counts as missing.
    init(from scanner: inout JSONScanner) throws(JSONFault) {
        guard try scanner.enterObject() else { return }
        while let name = try scanner.nextMember() {
            switch name {
            case "type": type = try scanner.string()
            case "id": id = try scanner.string()
            case "call_id": callID = try scanner.string()
            case "name": self.name = try scanner.string()
            case "arguments", "input": append(try scanner.string(), .arguments, 0)
            case "content": try readParts(.text, from: &scanner)
            case "summary": try readParts(.summary, from: &scanner)
            default: try scanner.skip()
            }
        }
        sortOut()
    }

    /// Sees to it that the parts fit the kind of the item, which may be written after them.
    private mutating func sortOut() {
        switch type {
        case nil:
            break
        case .some(let type) where "message" ~= type:
            parts.removeAll { $0.kind == .arguments }
        case .some(let type) where "reasoning" ~= type:
            parts.removeAll { $0.kind == .arguments }
            for place in parts.indices where parts[place].kind == .text { parts[place].kind = .reasoning }
        default:
            let isCall = isCall
            parts.removeAll { !isCall || $0.kind != .arguments }
        }
    }

    private mutating func readParts(
        _ kind: ResponsesPart.Kind,
        from scanner: inout JSONScanner
    ) throws(JSONFault) {
        guard try scanner.enterArray() else { return }
        var index = 0
        while try scanner.nextElement() {
            if try scanner.enterObject() { try readPart(kind, index, from: &scanner) }
            index += 1
        }
    }

    private mutating func readPart(
        _ kind: ResponsesPart.Kind,
        _ index: Int,
        from scanner: inout JSONScanner
    ) throws(JSONFault) {
        while let name = try scanner.nextMember() {
            switch name {
            case "text": append(try scanner.string(), kind, index)
            case "refusal": append(try scanner.string(), .refusal, index)
            default: try scanner.skip()
            }
        }
    }

    private mutating func append(_ text: JSONText?, _ kind: ResponsesPart.Kind, _ index: Int) {
        if let text, !text.isEmpty { parts.append(Part(kind: kind, index: index, text: text)) }
    }
}
