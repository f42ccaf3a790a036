// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

struct StandardOutputArrangementTests {
    let pipe = TestPipe()

    func handler(_ arrangement: StandardOutputHandler.Arrangement = .wholeRuns) -> StandardOutputHandler {
        StandardOutputHandler(fileDescriptor: pipe.writeEnd, arrangement: arrangement)
    }

    @Test func `what others say while a run writes comes whole after it`() async throws {
        let printer = Callback.handler(handler())
        let one = try await Stage.open("one", callbacks: [printer])
        let two = try await Stage.open("two", callbacks: [printer])
        let three = try await Stage.open("three", callbacks: [printer])
        try await one.say("1a ")
        try await two.say("2a ")
        try await three.say("3a ")
        try await one.say("1b")
        try await three.say("3b")
        try await three.end()
        #expect(pipe.available() == "1a 1b")
        try await one.end()
        #expect(pipe.available() == "\n2a ", "what was held back comes at once, and those behind wait on")
        try await two.say("2b")
        #expect(pipe.available() == "2b")
        try await two.end()
        #expect(pipe.available() == "\n3a 3b\n")
    }

    @Test func `a run that says nothing takes no turn`() async throws {
        let printer = Callback.handler(handler())
        let silent = try await Stage.open(callbacks: [printer])
        try await silent.say("")
        try await ChunkModel("text").generate("", callbacks: [printer])
        #expect(pipe.available() == "text\n")
        try await silent.end()
        #expect(pipe.available() == "")
    }

    @Test func `a nested run goes before the run that it is nested in`() async throws {
        let manager = CallbackManager([.handler(handler())])
        try await manager.run("outer", input: "", kind: .agent) { outer in
            try await outer.token("let me ask")
            try await manager.run("inner", input: "") { inner in
                try await inner.token("the answer")
                #expect(pipe.available() == "let me ask\nthe answer")
                try await outer.token("so")
                #expect(pipe.available() == "")
            }
            #expect(pipe.available() == "\nso")
        }
        #expect(pipe.available() == "\n")
    }

    @Test func `a run that is heard no more gives up its turn`() async throws {
        let manager = CallbackManager()
        let printer = handler()
        let registration = manager.add(printer)
        let gone = try await Stage.open("gone", manager: manager)
        try await gone.say("half a li")
        manager.remove(registration)
        let next = try await Stage.open("next", callbacks: [.handler(printer)])
        try await next.say("text")
        #expect(pipe.available() == "half a li\ntext")
        try await gone.end()
        try await next.end()
        #expect(pipe.available() == "\n")
    }

    @Test func `a run whose end is not heard gives up its turn when it is over`() async throws {
        let printer = handler()
        try await ChunkModel("no end").generate("", callbacks: [.handler(printer, events: .tokens)])
        try await ChunkModel("text").generate("", callbacks: [.handler(printer)])
        #expect(pipe.available() == "no end\ntext\n")
    }

    @Test func `with prefixes, runs write whole lines, as soon as these are complete`() async throws {
        let printer = Callback.handler(handler(.prefixed { "\($0.name)> " }))
        let one = try await Stage.open("one", callbacks: [printer])
        let two = try await Stage.open("two", callbacks: [printer])
        try await one.say("1a")
        try await two.say("2a\n2b")
        #expect(pipe.available() == "two> 2a\n")
        try await one.say(" 1b\n\n1c\n1d")
        #expect(pipe.available() == "one> 1a 1b\none> \none> 1c\n")
        try await one.end()
        #expect(pipe.available() == "one> 1d\n")
        try await two.end()
        #expect(pipe.available() == "two> 2b\n")
    }

    @Test func `the usual prefix tells two runs of one model apart`() async throws {
        let printer = Callback.handler(handler(.prefixed))
        let one = try await ChunkModel("text").generate("", callbacks: [printer])
        #expect(pipe.available() == "[chunks \(one.runID.description.suffix(4))] text\n")
    }

    @Test func `concurrent runs: every run's text is whole`() async throws {
        let pieces = ["Grü", "ße, ", "👩‍👩‍👧", " \n", "und ", "adé"]
        for _ in 0..<200 {
            let printer = Callback.handler(handler())
            await withTaskGroup { group in
                for name in 1...4 {
                    group.addTask {
                        let model = ChunkModel(pieces.map { .text($0) } + [.text("\(name)")])
                        _ = try? await model.generate("", callbacks: [printer])
                    }
                }
            }
            let blocks = Set((1...4).map { "Grüße, 👩‍👩‍👧 \nund adé\($0)\n" })
            let lines = pipe.available().split(separator: "\n").map(String.init)
            let found = stride(from: 0, to: lines.count, by: 2).map { "\(lines[$0])\n\(lines[$0 + 1])\n" }
            try #require(Set(found) == blocks && found.count == 4)
        }
    }

    @Test func `concurrent runs with prefixes: every line is whole`() async throws {
        for _ in 0..<200 {
            let printer = Callback.handler(handler(.prefixed { "\($0.name)|" }))
            await withTaskGroup { group in
                for name in 1...4 {
                    group.addTask {
                        let model = ChunkModel("one ", "line\nan", "other\nlast", name: "\(name)")
                        _ = try? await model.generate("", callbacks: [printer])
                    }
                }
            }
            let lines = pipe.available().split(separator: "\n").map(String.init)
            for name in 1...4 {
                let own = lines.filter { $0.hasPrefix("\(name)|") }
                try #require(own == ["\(name)|one line", "\(name)|another", "\(name)|last"])
            }
            try #require(lines.count == 12)
        }
    }
}
