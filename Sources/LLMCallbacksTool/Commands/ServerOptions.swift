// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LLMCallbacksOpenAI

/// Which server to talk to, and how long it may take.
struct ServerOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The interface that the server speaks: chat (Chat Completions), responses, anthropic or ollama. (default: chat)",
            valueName: "interface"
        )
    )
    var api: ServerInterface?

    @Option(help: "The server's address. (default: $OPENAI_BASE_URL, $ANTHROPIC_BASE_URL or $OLLAMA_HOST)")
    var baseURL: String?

    @Option(help: .limit("How long connecting may take.", Timeouts().connect))
    var connectTimeout: Seconds?

    @Option(help: .limit("How long the model may think first.", Timeouts().firstToken))
    var firstTokenTimeout: Seconds?

    @Option(help: .limit("How long the answer may be silent.", Timeouts().idle))
    var idleTimeout: Seconds?

    @Option(help: .limit("How long the answer may have no event; pings are none.", "5 times the idle timeout"))
    var eventTimeout: Seconds?

    @Option(help: .limit("How long everything may take.", Timeouts().total))
    var timeout: Seconds?

    @Option(help: .init("How often to make a failed request again. (default: \(RetryPolicy().maxRetries))"))
    var maxRetries: Int?

    func validate() throws {
        if let maxRetries, maxRetries < 0 { throw ValidationError("--max-retries must be 0 or more") }
        guard let baseURL else { return }
        let scheme = baseURL.prefix { $0 != ":" }.lowercased()
        guard ["http", "https"].contains(scheme), baseURL.dropFirst(scheme.count).hasPrefix("://") else {
            throw ValidationError("--base-url must begin with http:// or https://")
        }
    }

    /// Sets what the options say.
    func configure(_ baseURL: inout String, _ http: inout HTTPOptions) {
        if let url = self.baseURL { baseURL = url }
        setTimeouts(of: &http)
        if let maxRetries { http.retries.maxRetries = maxRetries }
    }

    private func setTimeouts(of http: inout HTTPOptions) {
        if let connectTimeout { http.timeouts.connect = connectTimeout.duration }
        if let firstTokenTimeout { http.timeouts.firstToken = firstTokenTimeout.duration }
        if let idleTimeout {
            http.timeouts.idle = idleTimeout.duration
            http.timeouts.event = idleTimeout.duration.map { $0 * 5 }
        }
        if let eventTimeout { http.timeouts.event = eventTimeout.duration }
        if let timeout { http.timeouts.total = timeout.duration }
    }
}

extension ArgumentHelp {
    /// Help for a limit of time.
    fileprivate static func limit(_ text: String, _ limit: Duration?) -> ArgumentHelp {
        .limit(text, limit.map { "\($0.components.seconds)" } ?? "none")
    }

    fileprivate static func limit(_ text: String, _ value: String) -> ArgumentHelp {
        ArgumentHelp("\(text) (default: \(value))", valueName: "seconds")
    }
}
