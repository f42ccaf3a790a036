// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacks
import LLMCallbacksTesting
import Testing

struct JSONLinesHandlerTests {
    @Test func `every event is a line, written when its call returns`() async throws {
        let pipe = TestPipe()
        let stage = try await Stage.open(callbacks: [.jsonLines(fileDescriptor: pipe.writeEnd)])
        #expect(try events(in: pipe.available()) == ["start"])
        try await stage.say("a\nb")
        #expect(try events(in: pipe.available()) == ["token"])
        try await stage.end()
        #expect(try events(in: pipe.available()) == ["end"])
    }

    @Test func `a file is made for its owner alone, and further runs go to its end`() async throws {
        let file = try TestFile()
        for _ in 0..<2 { try await ChunkModel("a").generate("", callbacks: [.jsonLines(path: file.path)]) }
        #expect(try events(in: file.text) == ["start", "token", "end", "start", "token", "end"])
        let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func `a file that cannot be opened fails the run, before the model is asked`() async throws {
        let file = try TestFile()
        let asked = Notes<String>()
        let callbacks: [Callback] = [.jsonLines(path: file.folder.path), .onToken { asked.add($0.text) }]
        let error = await #expect(throws: OutputError.self) {
            try await ChunkModel("a").generate("", callbacks: callbacks)
        }
        #expect(error?.code == .open)
        #expect(error?.target == file.folder.path)
        #expect(asked.all == [])
        #expect(throws: OutputError.self) { try JSONLinesHandler(path: file.folder.path) }
    }

    @Test func `lines of concurrent runs are whole, also beyond what a pipe takes at once`() async throws {
        let file = try TestFile()
        let callback = Callback.jsonLines(path: file.path)
        let long = String(repeating: "long ", count: 20_000)
        await withTaskGroup { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<10 { _ = try? await ChunkModel("a", long, "b").generate("", callbacks: [callback]) }
                }
            }
        }
        let kinds = try events(in: file.text)
        #expect(kinds.count == 8 * 10 * 5)
        #expect(kinds.filter { $0 == "end" }.count == 80)
    }

    @Test func `two handlers for one file keep their lines whole`() async throws {
        let file = try TestFile()
        let (one, two) = (Callback.jsonLines(path: file.path), Callback.jsonLines(path: file.path))
        await withTaskGroup { group in
            for callback in [one, two] {
                group.addTask {
                    for _ in 0..<100 { _ = try? await ChunkModel("a", "b").generate("", callbacks: [callback]) }
                }
            }
        }
        #expect(try events(in: file.text).count == 2 * 100 * 4)
    }

    @Test func `a closed pipe is reported once, and the run goes on`() async throws {
        let pipe = TestPipe()
        pipe.closeReadEnd()
        let callback = Callback.jsonLines(fileDescriptor: pipe.writeEnd)
        for _ in 0..<2 {
            let result = try await ChunkModel("a", "b").generate("", callbacks: [callback])
            #expect(result.text == "ab")
            #expect(result.handlerFailures.map(\.sequence) == [0])
            #expect(result.handlerFailures.map(\.label) == ["jsonLines"])
        }
    }

    @Test func `of a run that a fault cut short, the end is still tried`() async throws {
        let broken = TestPipe()
        broken.closeReadEnd()
        let pipe = TestPipe()
        let stage = try await Stage.open(callbacks: [.jsonLines(fileDescriptor: broken.writeEnd)])
        try await stage.say("a")
        dup2(pipe.writeEnd, broken.writeEnd)
        try await stage.say("b")
        let result = try await stage.end()
        #expect(result.handlerFailureCount == 1)
        #expect(try events(in: pipe.available()) == ["end"])
    }

    @Test func `a line that was cut off is ended before the next`() async throws {
        let broken = TestPipe()
        let callback = Callback.jsonLines(fileDescriptor: broken.writeEnd)
        Thread.detachNewThread {
            // The pipe is full when the reader has taken some and goes.
            var count = 0
            while count < 1000, let more = broken.readSome(1000) { count += more.count }
            broken.closeReadEnd()
        }
        let long = String(repeating: "x", count: 1_000_000)
        let cut = try await ChunkModel(long).generate("", callbacks: [callback])
        #expect(cut.handlerFailureCount == 1)
        let pipe = TestPipe()
        dup2(pipe.writeEnd, broken.writeEnd)
        try await ChunkModel("a").generate("", callbacks: [callback])
        let text = pipe.available()
        #expect(text.hasPrefix("\n{"))
        #expect(try events(in: text) == ["start", "token", "end"])
    }

    #if os(Linux)
        @Test func `a full disk is reported once, and the run goes on`() async throws {
            let result = try await ChunkModel("a", "b").generate("", callbacks: [.jsonLines(path: "/dev/full")])
            #expect(result.text == "ab")
            #expect(result.handlerFailureCount == 1)
            let error = "cannot write /dev/full: No space left on device (errno \(ENOSPC))"
            #expect(result.handlerFailures.first?.description == "jsonLines at event 0: \(error)")
        }
    #endif

    /// The names of the events, each line parsed by itself.
    private func events(in text: String) throws -> [String] {
        #expect(text.hasSuffix("\n"))
        return try text.split(separator: "\n").map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            return try #require(object?["event"] as? String)
        }
    }

    @Test func `keeps the rules for handlers`() async throws {
        let file = try TestFile()
        try await HandlerConformance.check(.jsonLines(path: file.path))
    }
}
