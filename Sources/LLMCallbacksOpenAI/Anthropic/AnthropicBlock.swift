// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// A content block as it is written: whole, or as it begins.
struct AnthropicBlock {
    /// What kind of block this is.
    var type: JSONText?
    /// The server's name for a tool call.
    var id: JSONText?
    /// The tool to call.
    var name: JSONText?
    /// The text of a text block.
    var text: JSONText?
    /// The thinking of a thinking block.
    var thinking: JSONText?
    /// The input of a tool call: an object; empty where a stream begins one.
    var input: UnsafeRawBufferPointer?

    /// Whether this is a call that the client should make. Calls that the server makes by itself are none.
    var isToolUse: Bool { type?.bytes.equals("tool_use") ?? false }

    /// Reads a block. What is of an unexpected type counts as missing.
    init(from scanner: inout JSONScanner) throws(JSONFault) {
        guard try scanner.enterObject() else { return }
        while let name = try scanner.nextMember() {
            switch name {
            case "type": type = try scanner.string()
            case "id": id = try scanner.string()
            case "name": self.name = try scanner.string()
            case "text": text = try scanner.string()
            case "thinking": thinking = try scanner.string()
            case "input": input = try scanner.skip()
            default: try scanner.skip()
            }
        }
    }
}
