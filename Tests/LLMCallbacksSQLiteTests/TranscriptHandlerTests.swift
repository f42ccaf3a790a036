// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksSQLite
import LLMCallbacksTesting
import Testing

struct TranscriptHandlerTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    @Test func `a run is in the file when its caller has the result`() async throws {
        let model = ScriptedModel("to ", "be")
        let reply = try await model.generate("Write me a song.", callbacks: [.transcript(at: folder.file())])

        let reader = try TranscriptReader(path: folder.file())
        let run = try reader.run("last")
        #expect(run.id == reply.runID)
        #expect(run.status == .ended)
        #expect(run.prompt == "Write me a song.")
        #expect(run.chunkCount == 2)
        #expect(try reader.output(of: run).map(\.text) == ["to be"])
        #expect(try reader.chunks(of: run).map(\.token.text) == ["to ", "be"])
    }

    @Test func `recorded events read like those that were heard`() async throws {
        let heard = RecordingHandler()
        var usage = TokenUsage()
        usage.input = 3
        usage.output = TokenUsage.Count(4, .counted)
        usage.cacheRead = 0
        usage.total = 7
        let model = ScriptedModel(
            steps: [
                .send(.retrying(Retry(attempt: 1, delay: .milliseconds(500), reason: "busy"))),
                .send(.reasoning("hm\0m ")),
                .send(.text("e")), .send(.text("\u{301}")), .send(.text("", choice: 1)),
                .send(.custom(name: "note", data: ["a": [1, 2.5, nil, true]])),
                .send(.toolCall(slot: 1, id: "call_1", name: "look\"up")),
                .send(.toolCall(slot: 1, arguments: #"{"q":"#)), .send(.toolCall(slot: 1, arguments: #""x"}"#)),
                .send(.replaced(TokenDelta("é!"))), .send(.text("🎵")),
                .send(.usage(usage)),
                .send(.model("real")), .send(.finish(.toolCalls)),
            ]
        )
        var options = RunOptions(session: "talk\0s", tags: ["b", "a"])
        options.metadata = ["user": ["id": 7]]
        try await model.generate(
            ModelRequest(
                [.system("Be\0brief."), .user("Sing."), .tool("42", callID: "c")],
                parameters: .init(temperature: 1, stop: ["\n"])
            ),
            callbacks: [.transcript(at: folder.file()), .handler(heard)],
            options: options
        )

        let reader = try TranscriptReader(path: folder.file())
        let run = try reader.run("last")
        let told = try reader.events(of: run)
        #expect(told.map(line) == heard.events.map(line))
        #expect(run.tags == ["b", "a"] && run.session == "talk\0s" && run.model == "real")
    }

    private func line(_ event: CallbackEvent) -> String {
        String(decoding: JSONLinesEncoder().encode(event), as: UTF8.self)
    }
}
