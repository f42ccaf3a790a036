// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTokenizers
import Testing

struct PromptCountTests {
    /// The example of https://github.com/openai/openai-cookbook, examples/How_to_count_tokens_with_tiktoken.ipynb, which also
    /// says what OpenAI's servers counted.
    private let jargon: [ModelMessage] = [
        .system("You are a helpful, pattern-following assistant that translates corporate jargon into plain English."),
        ModelMessage(role: .system, content: "New synergies will help drive top-line growth.", name: "example_user"),
        ModelMessage(
            role: .system,
            content: "Things working well together will increase revenue.",
            name: "example_assistant"
        ),
        ModelMessage(
            role: .system,
            content:
                "Let's circle back when we have more bandwidth to touch base on opportunities for increased leverage.",
            name: "example_user"
        ),
        ModelMessage(
            role: .system,
            content: "Let's talk later when we're less busy about how to do better.",
            name: "example_assistant"
        ),
        .user("This late pivot means we don't have time to boil the ocean for the client deliverable."),
    ]

    @Test(arguments: [
        ("gpt-4-0613", 129, TokenUsage.Source.counted), ("gpt-3.5-turbo-0613", 129, .counted),
        ("gpt-3.5-turbo-0125", 129, .estimated), ("gpt-4o", 124, .counted), ("gpt-4o-mini-2024-07-18", 124, .counted),
        ("openai/gpt-4.1", 124, .counted), ("ft:gpt-4o-2024-08-06:acme::id", 124, .counted),
        ("o3-mini", 124, .estimated),
        ("gpt-5-mini", 124, .estimated), ("gpt-oss-20b", 124, .estimated),
    ])
    func `a conversation has what the model's servers count`(model: String, tokens: Int, source: TokenUsage.Source) {
        let count = ModelTokenCounters().promptTokens(of: ModelRequest(jargon), forModel: model)
        #expect(count == TokenUsage.Count(tokens, source))
    }

    @Test func `nothing is known of a model that is not known`() {
        let counters = ModelTokenCounters()
        #expect(counters.promptTokens(of: "Hello", forModel: "claude-sonnet-4-5") == nil)
        counters.note(reported: 9, of: "Hello", forModel: "claude-sonnet-4-5")
        #expect(counters.promptTokens(of: "Hello", forModel: "claude-sonnet-4-5") == nil)
    }

    @Test func `what may change the prompt makes it an estimate`() {
        let counters = ModelTokenCounters()
        func source(_ request: ModelRequest) -> TokenUsage.Source? {
            counters.promptTokens(of: request, forModel: "gpt-4o")?.source
        }
        #expect(source("Hello") == .counted)
        #expect(source(ModelRequest("Hello", parameters: .init(temperature: 0, extra: ["user": "me"]))) == .counted)
        #expect(
            source(ModelRequest("Hello", parameters: .init(extra: ["response_format": .object([:])]))) == .estimated
        )
        #expect(source(ModelRequest("Hello", parameters: .init(tools: [.object([:])]))) == .estimated)
        #expect(source(ModelRequest([.tool("4", callID: "1")])) == .estimated)
        let call = ModelMessage(
            role: .assistant,
            content: "",
            toolCalls: [ToolCall(name: "add", arguments: "{\"a\":1}")]
        )
        #expect(source(ModelRequest([.user("1+3?"), call])) == .estimated)
        #expect(
            ModelTokenCounters(encodings: ["gpt-4o": .o200kBase]).promptTokens(of: "a", forModel: "gpt-4o")?.source
                == .estimated
        )
    }

    /// From https://github.com/hmarr/openai-chat-tokens, which has the counts from OpenAI's servers.
    @Test(arguments: [
        (#"[{"name":"foo","parameters":{"type":"object","properties":{}}}]"#, 31),
        (#"[{"name":"foo","description":"Do a foo","parameters":{"type":"object","properties":{}}}]"#, 36),
        (
            #"[{"name":"bing_bong","description":"Do a bing bong","parameters":{"type":"object","properties":{"foo":{"type":"string"}}}}]"#,
            49
        ),
    ])
    func `tools are counted as the text that the model is shown`(json: String, tokens: Int) throws {
        guard case .array(let tools) = try JSONReader.value(Array(json.utf8)) else { return }
        let request = ModelRequest("hello", parameters: .init(tools: tools))
        #expect(
            ModelTokenCounters().promptTokens(of: request, forModel: "gpt-4") == TokenUsage.Count(tokens, .estimated)
        )
        let wrapped = ModelRequest(
            "hello",
            parameters: .init(tools: tools.map { .object(["type": "function", "function": $0]) })
        )
        #expect(ModelTokenCounters().promptTokens(of: wrapped, forModel: "gpt-4")?.tokens == tokens)
    }

    @Test func `tools that are no schema, or nest without end, are counted all the same`() {
        var schema = JSONValue.object(["type": "object", "properties": .object(["x": "y"])])
        for _ in 0..<2000 { schema = .object(["type": "object", "properties": .object(["x": schema])]) }
        let tools: [JSONValue] = [
            .null, .integer(1), .array([]), .object(["function": .null]),
            .object(["name": "deep", "parameters": schema]),
        ]
        let request = ModelRequest("hello", parameters: .init(tools: tools, extra: ["tool_choice": "none"]))
        #expect((ModelTokenCounters().promptTokens(of: request, forModel: "gpt-4o")?.tokens ?? 0) > 20)
    }
}
