// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LLMCallbacks

/// `llmcallbacks chat`: asks a model and streams its answer.
struct ChatCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chat",
        abstract: "Ask a model, and stream its answer.",
        discussion: """
            Talks to any OpenAI-compatible server: the one that --base-url or
            OPENAI_BASE_URL names, else OpenAI's with the key in OPENAI_API_KEY.
            Without any of these a built-in demo answers. --api chooses another
            interface, with the key and the server in ANTHROPIC_API_KEY and
            ANTHROPIC_BASE_URL, or in OLLAMA_API_KEY and OLLAMA_HOST.

            The prompt is the argument. What is piped in is the prompt if there is
            no argument, or if it is "-"; else it follows the argument, after a blank
            line. Line feeds at its end are left out. To keep the program from reading
            an input that is not meant for it, add: < /dev/null

            EXAMPLES
              llmcallbacks chat "Why is the sky blue?"
              git diff | llmcallbacks chat "Write a commit message for this:"
              llmcallbacks chat "Hello" --base-url http://localhost:8080/v1 --stats
              llmcallbacks chat "Hello" --api anthropic --model claude-haiku-4-5
              llmcallbacks chat "Hello" --api ollama --model llama3.2
              llmcallbacks chat - --system "Answer in French." < question.txt
              llmcallbacks chat "Say hello" --format jsonl | jq -j 'select(.event == "token").text'
            """
    )

    @Argument(help: "What to ask. \"-\" reads it from standard input.")
    var prompt: String?

    @Option(
        help:
            "The model's name on the server. (default: $OPENAI_MODEL, $ANTHROPIC_MODEL or $OLLAMA_MODEL, else a small one)"
    )
    var model: String?

    @Option(help: "Instructions to the model, before the prompt.")
    var system: String?

    @Option(help: "How freely to choose the next token, from 0.")
    var temperature: Double?

    @Option(help: "The most tokens to write.")
    var maxTokens: Int?

    @OptionGroup var output: OutputOptions
    @OptionGroup(title: "Server") var server: ServerOptions

    func validate() throws {
        if let temperature, !(temperature >= 0 && temperature.isFinite) {
            throw ValidationError("--temperature must be 0 or more")
        }
        if let maxTokens, maxTokens < 1 { throw ValidationError("--max-tokens must be 1 or more") }
        if let model, model.isEmpty { throw ValidationError("--model must not be empty") }
    }

    func run() async throws {
        let request = try makeRequest()
        let session = Session(
            model: makeModel(),
            request: request,
            output: output.format.answerHandler,
            showsStatistics: output.stats
        )
        try await session.run().throwUnlessDone()
    }

    private func makeRequest() throws -> ModelRequest {
        var messages: [ModelMessage] = []
        if let system { messages.append(.system(system)) }
        messages.append(.user(try Prompt(argument: prompt).text))
        return ModelRequest(messages, parameters: .init(temperature: temperature, maxTokens: maxTokens))
    }

    private func makeModel() -> any StreamingModel {
        guard server.isNamed else {
            Console.report("no server is set, so a demo answers; set OPENAI_API_KEY, OPENAI_BASE_URL or --base-url")
            return DemoModel()
        }
        return server.model(model ?? server.interface.modelName)
    }
}
