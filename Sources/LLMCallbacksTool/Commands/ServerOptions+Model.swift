// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksOpenAI

extension ServerOptions {
    /// The interface to speak.
    var interface: ServerInterface { api ?? .chat }

    /// Whether anybody said which server to talk to: an option, or the environment.
    var isNamed: Bool {
        baseURL != nil || api != nil || interface.serverVariables.contains { Environment.variable($0) != nil }
    }

    /// The model of that name: configured by the environment, and by what the options say instead.
    func model(_ name: String) -> any StreamingModel {
        switch interface {
        case .chat:
            var model = OpenAIChatModel(name)
            configure(&model.configuration.baseURL, &model.configuration.http)
            return model
        case .responses:
            var model = OpenAIResponsesModel(name)
            configure(&model.configuration.baseURL, &model.configuration.http)
            return model
        case .anthropic:
            var model = AnthropicModel(name)
            configure(&model.configuration.baseURL, &model.configuration.http)
            return model
        case .ollama:
            var model = OllamaModel(name)
            configure(&model.configuration.baseURL, &model.configuration.http)
            return model
        }
    }
}
