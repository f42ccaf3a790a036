// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension WireChunk {
    /// The index that stands for the one call of the deprecated `function_call`.
    static let functionCallIndex = Int.min

    /// Reads the value of `tool_calls`.
    mutating func readToolCalls(from scanner: inout JSONScanner) throws(JSONFault) {
        guard try scanner.enterArray() else { return }
        while try scanner.nextElement() {
            if let fragment = try scanner.toolCall() { fragments.append(fragment) }
        }
    }

    /// Reads the value of the deprecated `function_call`.
    mutating func readFunctionCall(from scanner: inout JSONScanner) throws(JSONFault) {
        guard scanner.peek() == UInt8(ascii: "{") else {
            try scanner.skip()
            return
        }
        var fragment = ToolCallFragment(index: Self.functionCallIndex)
        try scanner.readFunction(into: &fragment)
        fragments.append(fragment)
    }
}
