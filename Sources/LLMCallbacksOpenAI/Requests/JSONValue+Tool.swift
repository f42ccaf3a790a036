// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// Tools are given in the form that the server takes. The form of Chat Completions, which is the best known, is understood for
/// every server.
extension JSONValue {
    /// What describes the function if this is a tool in the form of Chat Completions: `name`, `description`, `parameters`.
    var chatFunction: [String: JSONValue]? {
        guard case .object(let tool) = self, case .object(let function)? = tool["function"] else { return nil }
        return function
    }

    /// The tool in the form of Responses.
    var responsesTool: JSONValue {
        guard var function = chatFunction else { return self }
        function["type"] = "function"
        return .object(function)
    }

    /// The tool in the form of Anthropic's Messages.
    var anthropicTool: JSONValue {
        guard var function = chatFunction else { return self }
        function["input_schema"] = function.removeValue(forKey: "parameters") ?? ["type": "object"]
        function["strict"] = nil
        return .object(function)
    }
}
