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
        case .chat: return OpenAIChatModel(name, configuration: openAI)
        case .responses: return OpenAIResponsesModel(name, configuration: openAI)
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

    /// The server behind either of OpenAI's interfaces. Where the environment has a key of Azure's alone, the address is that
    /// of an endpoint of Azure's.
    private var openAI: OpenAIChatModel.Configuration {
        let hasKey = Environment.variable("OPENAI_API_KEY") != nil
        let isAzure = !hasKey && Environment.variable("AZURE_OPENAI_API_KEY") != nil
        var configuration = OpenAIChatModel.Configuration.environment
        if let baseURL, isAzure { configuration = .azure(endpoint: baseURL) }
        var address = configuration.baseURL
        configure(&address, &configuration.http)
        if !isAzure { configuration.baseURL = address }
        return configuration
    }
}
