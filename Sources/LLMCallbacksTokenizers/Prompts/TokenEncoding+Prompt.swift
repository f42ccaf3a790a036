// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

extension TokenEncoding {
    /// The tokens that a model is shown for a request: those of its texts, and what is around them.
    func count(prompt request: ModelRequest, _ rule: ChatPromptRule) -> Int {
        let messages = request.messages.reduce(rule.reply) { $0 + count($1, rule) }
        return messages + countTools(of: request)
    }

    private func count(_ message: ModelMessage, _ rule: ChatPromptRule) -> Int {
        var tokens = rule.perMessage + count(message.role.rawValue) + count(message.content)
        if let name = message.name { tokens += count(name) + rule.perName }
        for call in message.toolCalls { tokens += count(call.name) + count(call.arguments) + 3 }
        return tokens
    }

    /// Tools are shown as a text among the instructions. How it is wrapped was found out by asking servers: it is an estimate.
    /// https://github.com/hmarr/openai-chat-tokens
    private func countTools(of request: ModelRequest) -> Int {
        guard !request.parameters.tools.isEmpty else { return 0 }
        var tokens = count(ToolDefinitions(request.parameters.tools).text) + 9
        if let system = request.messages.first(where: { $0.role == .system }) {
            // They share its message, which ends with a line feed then.
            tokens += count(system.content + "\n") - count(system.content) - 4
        }
        switch request.parameters.extra["tool_choice"] {
        case .string("none"): tokens += 1
        case .object(let choice):
            if case .object(let function) = choice["function"], case .string(let name) = function["name"] {
                tokens += count(name) + 7
            }
        default: break
        }
        return tokens
    }
}
