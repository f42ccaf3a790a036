// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTesting
import Testing

struct RouteTests {
    @Test func `everybody who is looked at is named, in order, with the reason`() async throws {
        let twice = RecordingHandler()
        let manager = CallbackManager()
        manager.add(twice, label: "twice")
        manager.add(AsyncRecordingHandler(), runs: .kinds(.tool), label: "tools")
        manager.add(AsyncFaultyHandler(at: .started), failure: .detach(after: 1), label: "detached")
        try await ScriptedModel("a").generate("Hello", manager: manager)
        let routes = await withCallbacks([.handler(RecordingHandler(), label: "scope")]) {
            manager.describe(
                "gpt",
                callbacks: [
                    .handler(twice, label: "again"), .opening("file") { throw InjectedFault("no folder") },
                    .handler(RecordingHandler(), events: .tokens, label: "call"),
                ]
            )
        }
        #expect(routes.map(\.label) == ["scope", "twice", "tools", "detached", "again", "file", "call"])
        #expect(routes.map(\.origin) == [.scope, .manager, .manager, .manager, .call, .call, .call])
        #expect(routes.map(\.isHeard) == [true, true, false, false, false, false, true])
        #expect(routes.map(\.isInline) == [true, true, false, false, true, true, true])
        #expect(routes[2].reason == .filtered("runs of kind tool"))
        #expect(routes[3].reason == .inactive)
        #expect(routes[4].reason == .duplicate)
        #expect(routes[5].reason == .failedToOpen("\(InjectedFault("no folder"))"))
        #expect(routes[6].events == .tokens)
        #expect(routes[2].events == [])
        #expect("\(routes[0])" == "scope (scope, inline): hears the run")
    }

    @Test func `inside a run its handlers are there as the parent's`() async throws {
        let manager = CallbackManager([.handler(RecordingHandler(), label: "outer")])
        try await manager.run("plan", kind: .chain) { _ in
            let routes = CallbackManager([.handler(RecordingHandler(), label: "inner")]).describe("gpt")
            #expect(routes.map(\.label) == ["outer", "inner"])
            #expect(routes.map(\.origin) == [.parent, .manager])
        }
    }

    @Test(arguments: [
        (RunFilter.all, true, true), (.roots, false, true), (.kinds(.model), true, false),
        (.named("plan"), false, true),
        (.tagged("t"), false, true), (RunFilter("own") { $0.name == "scripted" }, true, false),
    ])
    func `a filter of runs decides once a run`(filter: RunFilter, model: Bool, chain: Bool) async throws {
        let recorder = RecordingHandler()
        let manager = CallbackManager([.handler(recorder, runs: filter)])
        try await manager.run("plan", kind: .chain, options: RunOptions(localTags: ["t"])) { _ in
            _ = try await ScriptedModel("a").generate("Hello")
        }
        let names = recorder.terminals.map(\.run.name)
        #expect(names == (model ? ["scripted"] : []) + (chain ? ["plan"] : []))
    }
}
