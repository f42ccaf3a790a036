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

            Without a prompt on a terminal it is a conversation: a line is a message, and
            one of several lines stands between lines with \"\"\". Ctrl-C stops the answer,
            Ctrl-D ends. -c goes on with an earlier conversation, and the model it had.

            Every run is recorded (see: list, show, replay, db path), also when Ctrl-C or a
            closed pipe ends it; where nobody reads on, as in "| head", the answer is
            recorded to its end, for up to 15 seconds and 256 KiB more.

            EXAMPLES
              llmcallbacks chat "Why is the sky blue?"
              git diff | llmcallbacks chat "Write a commit message for this:"
              llmcallbacks chat "Hello" --base-url http://localhost:8080/v1 --stats
              llmcallbacks chat "Hello" --api anthropic --model claude-haiku-4-5
              llmcallbacks chat "Hello" --api ollama --model llama3.2
              llmcallbacks chat
              llmcallbacks chat -c "And at night?"
              llmcallbacks chat "Sort this: 3 1 2" --title sorting --tag work
              llmcallbacks chat - --system "Answer in French." < question.txt
              llmcallbacks chat "Say hello" --format jsonl |
                jq -j 'select(.event == "token").text'
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

    @Option(
        name: [.customShort("c"), .customLong("continue")],
        defaultAsFlag: EarlierSession.lastName,
        help: ArgumentHelp(
            "Go on with an earlier session: the last one, or the one with this name or a run with this id.",
            valueName: "id"
        ),
        completion: .recordedRuns
    )
    var continued: String?

    @Option(help: "How freely to choose the next token, from 0.")
    var temperature: Double?

    @Option(help: "The most tokens to write.")
    var maxTokens: Int?

    @OptionGroup var output: OutputOptions
    @OptionGroup(title: "Server") var server: ServerOptions
    @OptionGroup(title: "Recording") var recording: RecordingOptions

    func validate() throws {
        if let temperature, !(temperature >= 0 && temperature.isFinite) {
            throw ValidationError("--temperature must be 0 or more")
        }
        if let maxTokens, maxTokens < 1 { throw ValidationError("--max-tokens must be 1 or more") }
        if let model, model.isEmpty { throw ValidationError("--model must not be empty") }
    }

    func run() async throws {
        let prompt = try makePrompt()
        let earlier = try earlierSession()
        var recording = Recording(recording, isConversation: prompt == nil)
        if prompt == nil || earlier != nil { recording.beginSession(earlier?.name) }
        let session = Session(
            model: makeModel(earlier),
            output: output.format.answerHandler(goesOn: recording.isOn),
            showsStatistics: output.stats,
            recording: recording
        )
        let messages = messages(after: earlier)
        guard let prompt else {
            var conversation = Conversation(session: session, messages: messages, parameters: parameters)
            let status = try await conversation.run()
            await recording.close()
            return try status.throwUnlessDone()
        }
        let ending = await session.run(ModelRequest(messages + [.user(prompt)], parameters: parameters))
        await recording.close()
        try ending.status.throwUnlessDone()
    }

    private var parameters: ModelRequest.Parameters {
        ModelRequest.Parameters(temperature: temperature, maxTokens: maxTokens)
    }

    /// What follows -c, if that is a prompt and no id: then the last session goes on.
    private var continuedPrompt: String? {
        guard let continued, prompt == nil, !EarlierSession.isReference(continued) else { return nil }
        return continued
    }

    private func earlierSession() throws -> EarlierSession? {
        guard let continued else { return nil }
        let name = continuedPrompt == nil ? continued : EarlierSession.lastName
        return try EarlierSession(name, in: try recording.database.reader())
    }

    /// What to ask; `nil` for a conversation.
    private func makePrompt() throws -> String? {
        let argument = prompt ?? continuedPrompt
        if argument == nil, Terminal.isConnected(0) { return nil }
        return try Prompt(argument: argument).text
    }

    /// What was said, with the instructions of this command line instead of earlier ones.
    private func messages(after earlier: EarlierSession?) -> [ModelMessage] {
        let messages = earlier?.messages ?? []
        guard let system else { return messages }
        return [.system(system)] + messages.filter { $0.role != .system }
    }

    private func makeModel(_ earlier: EarlierSession?) -> any StreamingModel {
        guard server.isNamed else {
            Console.report("no server is set, so a demo answers; set OPENAI_API_KEY, OPENAI_BASE_URL or --base-url")
            return DemoModel()
        }
        let earlierName = earlier.flatMap { $0.model == DemoModel().name ? nil : $0.model }
        return server.model(model ?? earlierName ?? server.interface.modelName)
    }
}
