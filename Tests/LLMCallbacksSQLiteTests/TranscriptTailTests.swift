// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksSQLite
import LLMCallbacksTesting
import Testing

@Suite(.timeLimit(.minutes(5)))
struct TranscriptTailTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    @Test func `who follows a run hears each event once, while it is under way and when it is over`() async throws {
        let transcript = try TranscriptHandler(path: folder.file())
        let heard = RecordingHandler()
        var steps: [ScriptedModel.Step] = []
        for number in 0..<5 {
            steps += [
                .text("a\(number)"), .send(.custom(name: "n", data: .integer(number))), .send(.reasoning("b")),
                .gate("\(number)"), "c",
            ]
        }
        let model = ScriptedModel(steps: steps + [.finish(.stop)])
        let other = ScriptedModel("beside")
        async let reply = model.generate("Hello", callbacks: [.handler(transcript), .handler(heard)])
        let reader = try TranscriptReader(path: folder.file())
        while try reader.runCount() < 1 { await transcript.flush() }
        var tail = TranscriptTail(of: try reader.run("last"), in: reader)
        var told: [CallbackEvent] = []
        for number in 0..<5 {
            // Up to the gate: so many events were sent that they can be counted.
            while told.count < 1 + 4 * number + 3 {
                await transcript.flush()
                told += try tail.next()
            }
            try await other.generate("Hello", callbacks: [.handler(transcript)])
            model.open("\(number)")
        }
        _ = try await reply
        while !tail.isOver { told += try tail.next() }
        #expect(told.map(line) == heard.events.map(line))
        #expect(try tail.next().isEmpty)
    }

    private func line(_ event: CallbackEvent) -> String {
        String(decoding: JSONLinesEncoder().encode(event), as: UTF8.self)
    }
}
