// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension WireChunk {
    /// The index that stands for the one call of the deprecated `function_call`.
    static let functionCallIndex = Int.min

    /// Reads the value of `tool_calls`.
    mutating func readToolCalls(from scanner: inout JSONScanner) throws(JSONFault) {
        guard try scanner.enterArray() else { return }
        while try scanner.nextElement() {
            guard try scanner.enterObject() else { continue }
            var fragment = ToolCallFragment()
            while let name = try scanner.nextMember() {
                switch name {
                case "index": fragment.index = try scanner.integer()
                case "id": fragment.id = try scanner.string()
                case "function", "custom": try readFunction(into: &fragment, from: &scanner)
                default: try scanner.skip()
                }
            }
            fragments.append(fragment)
        }
    }

    /// Reads the value of the deprecated `function_call`.
    mutating func readFunctionCall(from scanner: inout JSONScanner) throws(JSONFault) {
        guard scanner.peek() == UInt8(ascii: "{") else {
            try scanner.skip()
            return
        }
        var fragment = ToolCallFragment(index: Self.functionCallIndex)
        try readFunction(into: &fragment, from: &scanner)
        fragments.append(fragment)
    }

    private func readFunction(
        into fragment: inout ToolCallFragment,
        from scanner: inout JSONScanner
    ) throws(JSONFault) {
        guard try scanner.enterObject() else { return }
        while let name = try scanner.nextMember() {
            switch name {
            case "name": fragment.name = try scanner.string()
            case "arguments", "input": fragment.arguments = try readArguments(from: &scanner)
            default: try scanner.skip()
            }
        }
    }

    /// Reads arguments: a text, or, from servers that think better of it, the JSON itself.
    private func readArguments(from scanner: inout JSONScanner) throws(JSONFault) -> JSONText? {
        switch scanner.peek() {
        case UInt8(ascii: "{"), UInt8(ascii: "["): JSONText(bytes: try scanner.skip(), isEscaped: false)
        default: try scanner.string()
        }
    }
}
