// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension JSONScanner {
    /// Reads an element of a list of tool calls: a whole call, or a piece of one. `nil` if it is no object.
    mutating func toolCall() throws(JSONFault) -> WireChunk.ToolCallFragment? {
        guard try enterObject() else { return nil }
        var call = WireChunk.ToolCallFragment()
        while let name = try nextMember() {
            switch name {
            case "index": call.index = try integer()
            case "id": call.id = try string()
            case "function", "custom": try readFunction(into: &call)
            default: try skip()
            }
        }
        return call
    }

    /// Reads name and arguments of a call.
    mutating func readFunction(into call: inout WireChunk.ToolCallFragment) throws(JSONFault) {
        guard try enterObject() else { return }
        while let name = try nextMember() {
            switch name {
            case "name": call.name = try string()
            case "arguments", "input": call.arguments = try arguments()
            default: try skip()
            }
        }
    }

    /// Reads arguments: a text, or the JSON itself.
    private mutating func arguments() throws(JSONFault) -> JSONText? {
        switch peek() {
        case UInt8(ascii: "{"), UInt8(ascii: "["): JSONText(bytes: try skip(), isEscaped: false)
        default: try string()
        }
    }
}
