// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

extension HandlerScenario {
    /// Everything that a handler must live through.
    static let all: [HandlerScenario] = [
        HandlerScenario("an answer of three tokens", "to ", "be ", "or", .finish(.stop)),
        HandlerScenario("an empty answer", .finish(.stop)),
        HandlerScenario("no finish reason", "to"),
        HandlerScenario("a failure after two tokens", "to ", "be ", .fail(InjectedFault())),
        HandlerScenario("a failure before the first token", .fail(InjectedFault())),
        HandlerScenario(
            "an answer that is cancelled",
            "to ",
            .perform { $0.run.stop(reason: "enough") },
            .defying("be")
        ),
        taskCancelled,
        HandlerScenario(
            "three choices, mixed",
            .text("a", choice: 2),
            .text("b"),
            .text("c", choice: 1),
            .text("d", choice: 2),
            .send(.finish(.length, choice: 1)),
            .finish(.stop)
        ),
        HandlerScenario(
            "two tool calls",
            .send(.toolCall(slot: 0, id: "call_1", name: "lookup")),
            .send(.toolCall(slot: 0, arguments: #"{"city":"#)),
            .send(.toolCall(slot: 1, id: "call_2", name: "time", arguments: "{}")),
            .send(.toolCall(slot: 0, arguments: #""Oslo"}"#)),
            .finish(.toolCalls)
        ),
        HandlerScenario(
            "reasoning, a refusal, usage and another model's name",
            .send(.model("scripted-2")),
            .send(.reasoning("Hm.")),
            .send(.refusal("No.")),
            .send(.usage(TokenUsage(inputTokens: 3, outputTokens: 2))),
            .finish(.contentFilter)
        ),
        HandlerScenario(
            "retries, custom events and replaced text",
            .send(.retrying(Retry(attempt: 1, delay: .milliseconds(500), reason: "busy"))),
            "to bee",
            .send(.replaced(TokenDelta("to be"))),
            .send(.custom(name: "note", data: ["n": 1, "nested": [nil, true, 0.5]])),
            .finish(.stop)
        ),
        unusualText,
        manyTokens,
        nested,
        concurrent,
        faultyNeighbour,
    ]

    private static let taskCancelled = HandlerScenario("a task that is cancelled") { manager in
        let model = ScriptedModel(steps: ["to ", .gate("middle"), "be"])
        let task = Task { try await results(of: model, "What now?", manager) }
        try await model.waitUntilReached("middle")
        task.cancel()
        return try await task.value
    }

    private static let unusualText = HandlerScenario("unusual text") { manager in
        let pieces = ["", "\n", "\u{0}", "👩‍👩‍👧", "e", "\u{301}", "\u{1B}[2J", "\"\\", "\u{2028}"]
        let model = ScriptedModel(tokens: pieces + [String(repeating: "long ", count: 20_000)])
        return try await results(of: model, "\u{0}\n👩‍👩‍👧", manager)
    }

    private static let manyTokens = HandlerScenario("five thousand tokens") { manager in
        let model = ScriptedModel(tokens: Array(repeating: "token ", count: 5000))
        return try await results(of: model, "Go on.", manager)
    }

    private static let nested = HandlerScenario("a model inside a tool inside a chain") { manager in
        let reply = try await manager.run("plan", kind: .chain, value: "input") { _ in
            try await manager.run("lookup", kind: .tool, value: ["city": "Oslo"]) { run in
                run.custom("progress", data: 1)
                return try await ScriptedModel("to ", "be").generate("What now?")
            }
        }
        return [reply]
    }

    private static let concurrent = HandlerScenario("eight runs at once") { manager in
        let script: [ScriptedModel.Step] = [.gate("start"), "a", "b", "c", .finish(.stop)]
        let model = ScriptedModel(steps: script)
        async let opened: Void = {
            try await model.waitUntilReached("start", by: 8)
            model.open("start")
        }()
        let requests = (0..<8).map { ModelRequest("Question \($0)") }
        let results = await model.batch(requests, manager: manager)
        try await opened
        return try results.map { try $0.get() }
    }

    private static let faultyNeighbour = HandlerScenario("a neighbour that throws") { manager in
        let faulty = FaultyHandler(.throwing(InjectedFault("neighbour")), at: .token)
        let callbacks: [Callback] = [.handler(faulty, label: Self.neighbour)]
        let reply = try await ScriptedModel("to ", "be").generate("What now?", callbacks: callbacks, manager: manager)
        return [reply]
    }

    /// The label of a handler whose faults are none of the handler that is checked.
    static let neighbour = "faulty neighbour"
}
