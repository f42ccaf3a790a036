// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTesting
import Testing

@Suite(.timeLimit(.minutes(5)))
struct BatchTests {
    @Test func `a batch is a run a prompt, each with an id of its own; a given id is the first's`() async throws {
        let recorder = RecordingHandler()
        let id = RunID()
        let results = try await ScriptedModel.echo().batch(
            ["a b", "c", ""],
            callbacks: [.handler(recorder)],
            options: RunOptions(id: id)
        ).map { try $0.get() }
        #expect(results.map(\.text) == ["a b ", "c ", ""])
        #expect(results[0].runID == id)
        #expect(Set(results.map(\.runID)).count == 3)
        for result in results {
            let events = recorder.events(of: result.runID)
            #expect(events.compactMap(\.token?.text).joined() == result.text)
            #expect(EventOrderChecker.violations(in: events) == [])
        }
    }

    @Test func `one that fails takes no other with it`() async throws {
        let model = ScriptedModel { request in
            request.promptText == "bad" ? ["a", .fail(InjectedFault())] : ["a", .finish(.stop)]
        }
        let results = await model.batch(["good", "bad", "good"])
        #expect(throws: InjectedFault.self) { try results[1].get() }
        #expect(try results[0].get().text == "a")
        #expect(try results[2].get().text == "a")
    }

    @Test func `each ends when it ends`() async throws {
        let recorder = RecordingHandler()
        let model = ScriptedModel { request in request.promptText == "slow" ? ["s", .gate("slow")] : ["f"] }
        async let results = model.batch(["slow", "fast"], callbacks: [.handler(recorder)])
        let first = try await recorder.waitForTerminal()
        #expect(first.result?.text == "f")
        model.open("slow")
        #expect(await results.count == 2)
    }

    @Test(arguments: [1, 2, 3])
    func `no more run at once than allowed`(limit: Int) async throws {
        let (begun, ended, most) = (Tally(), Tally(), Slot<Int>())
        let model = ScriptedModel(steps: [
            .perform { _ in
                most.value = max(most.value ?? 0, begun.increment() - ended.count)
                for _ in 0..<20 { await Task.yield() }
                ended.increment()
            }
        ])
        let results = await model.batch(Array(repeating: "Hello", count: 20), maxConcurrent: limit)
        #expect(results.count == 20)
        #expect(begun.count == 20)
        #expect(most.value ?? 0 <= limit)
    }

    @Test func `no prompts are no runs`() async throws {
        #expect(await ScriptedModel("a").batch([]).isEmpty)
        #expect(await ScriptedModel("a").batch(["Hello"], maxConcurrent: 0).count == 1)
    }
}
