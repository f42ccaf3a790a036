// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

extension TokenUsage {
    /// Reads the value of a `usageMetadata` member of Gemini's own interface, which comes with every chunk. `nil` if it is no
    /// object.
    ///
    /// What tools brought into the prompt, and what the model thought, are counted apart there: here, input and output include
    /// them. https://ai.google.dev/api/generate-content#UsageMetadata
    init?(gemini scanner: inout JSONScanner) throws(JSONFault) {
        self.init()
        var toolInput: Count?
        guard try scanner.enterObject() else { return nil }
        while let name = try scanner.nextMember() {
            switch name {
            case "promptTokenCount": input = try scanner.tokens()
            case "toolUsePromptTokenCount": toolInput = try scanner.tokens()
            case "cachedContentTokenCount": cacheRead = try scanner.tokens()
            case "candidatesTokenCount": output = try scanner.tokens()
            case "thoughtsTokenCount": reasoning = try scanner.tokens()
            case "totalTokenCount": total = try scanner.tokens()
            default: try scanner.skip()
            }
        }
        if let toolInput { input = input.map { $0 + toolInput } ?? toolInput }
        includeReasoningInOutput()
    }
}
