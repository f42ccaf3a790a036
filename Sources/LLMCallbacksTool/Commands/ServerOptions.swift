// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LLMCallbacksOpenAI

/// Which server to talk to, and how long it may take.
struct ServerOptions: ParsableArguments {
    @Option(help: "What comes before /chat/completions. (default: $OPENAI_BASE_URL, else OpenAI's)")
    var baseURL: String?

    @Option(help: ArgumentHelp("How long connecting may take. (default: 10)", valueName: "seconds"))
    var connectTimeout: Seconds?

    @Option(help: ArgumentHelp("How long the model may think first. (default: 600)", valueName: "seconds"))
    var firstTokenTimeout: Seconds?

    @Option(help: ArgumentHelp("How long the answer may pause. (default: 120)", valueName: "seconds"))
    var idleTimeout: Seconds?

    @Option(help: ArgumentHelp("How long everything may take. (default: no limit)", valueName: "seconds"))
    var timeout: Seconds?

    func validate() throws {
        guard let baseURL else { return }
        let scheme = baseURL.prefix { $0 != ":" }.lowercased()
        guard ["http", "https"].contains(scheme), baseURL.dropFirst(scheme.count).hasPrefix("://") else {
            throw ValidationError("--base-url must begin with http:// or https://")
        }
    }

    /// Whether anybody said which server to talk to: an option, or the environment.
    var isNamed: Bool {
        baseURL != nil || ["OPENAI_API_KEY", "OPENAI_BASE_URL"].contains { Environment.variable($0) != nil }
    }

    /// The environment's configuration, and what the options say instead.
    var configuration: OpenAIChatModel.Configuration {
        var configuration = OpenAIChatModel.Configuration.environment
        if let baseURL { configuration.baseURL = baseURL }
        if let connectTimeout { configuration.http.timeouts.connect = connectTimeout.duration }
        if let firstTokenTimeout { configuration.http.timeouts.firstToken = firstTokenTimeout.duration }
        if let idleTimeout { configuration.http.timeouts.idle = idleTimeout.duration }
        if let timeout { configuration.http.timeouts.total = timeout.duration }
        return configuration
    }
}
