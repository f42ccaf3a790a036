// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// The interface that a server speaks.
enum ServerInterface: String, CaseIterable, ExpressibleByArgument {
    /// Chat Completions.
    case chat
    /// OpenAI's Responses.
    case responses
    /// Anthropic's Messages.
    case anthropic
    /// Ollama's own.
    case ollama

    /// The variables of which one is enough to name a server.
    var serverVariables: [String] {
        switch self {
        case .chat, .responses: ["OPENAI_API_KEY", "OPENAI_BASE_URL", "AZURE_OPENAI_ENDPOINT"]
        case .anthropic: ["ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_BASE_URL"]
        case .ollama: ["OLLAMA_HOST"]
        }
    }

    /// The model to ask for where nobody names one.
    var modelName: String {
        switch self {
        case .chat, .responses: Environment.variable("OPENAI_MODEL") ?? "gpt-5-mini"
        case .anthropic: Environment.variable("ANTHROPIC_MODEL") ?? "claude-haiku-4-5"
        case .ollama: Environment.variable("OLLAMA_MODEL") ?? "llama3.2"
        }
    }
}
