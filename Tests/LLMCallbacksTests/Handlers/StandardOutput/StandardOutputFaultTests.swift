// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacks
import Testing

struct StandardOutputFaultTests {
    let pipe = TestPipe()

    @Test func `a closed pipe is reported once, and the run goes on`() async throws {
        pipe.closeReadEnd()
        let printer = Callback.handler(StandardOutputHandler(fileDescriptor: pipe.writeEnd))
        let result = try await ChunkModel("a", "b", "c").generate("", callbacks: [printer])
        #expect(result.outcome == .ended)
        #expect(result.text == "abc")
        #expect(result.handlerFailureCount == 1)
        #expect(result.handlerFailures.map(\.sequence) == [1])
        guard case .threw(let error as OutputError)? = result.handlerFailures.first?.cause else {
            Issue.record("no error of the output's")
            return
        }
        #expect(error.code == .write)
        #expect(error.errorNumber == EPIPE)
        #expect(error.description.hasSuffix("Broken pipe (errno \(EPIPE))"))
    }

    @Test func `each run is told once`() async throws {
        pipe.closeReadEnd()
        let printer = Callback.handler(StandardOutputHandler(fileDescriptor: pipe.writeEnd))
        let one = try await Stage.open("one", callbacks: [printer])
        let two = try await Stage.open("two", callbacks: [printer])
        try await one.say("1")
        try await two.say("2")
        try await one.say("1")
        try await two.say("2")
        #expect(try await one.end().handlerFailureCount == 1)
        #expect(try await two.end().handlerFailureCount == 1)
        let three = try await ChunkModel("3", "3").generate("", callbacks: [printer])
        #expect(three.handlerFailureCount == 1)
    }

    @Test func `a run whose held back text was lost is told at its end`() async throws {
        let printer = Callback.handler(StandardOutputHandler(fileDescriptor: pipe.writeEnd))
        let one = try await Stage.open("one", callbacks: [printer])
        let two = try await Stage.open("two", callbacks: [printer])
        try await one.say("1")
        try await two.say("2")
        pipe.closeReadEnd()
        try await one.say("1")
        #expect(try await two.end().handlerFailures.map(\.sequence) == [2])
        #expect(try await one.end().handlerFailures.map(\.sequence) == [2])
    }

    @Test func `a run whose held back text was lost is told at its next word, once`() async throws {
        let printer = Callback.handler(StandardOutputHandler(fileDescriptor: pipe.writeEnd))
        let one = try await Stage.open("one", callbacks: [printer])
        let two = try await Stage.open("two", callbacks: [printer])
        try await one.say("1")
        try await two.say("2")
        pipe.closeReadEnd()
        try await one.say("1")
        try await two.say("2")
        try await two.say("2")
        #expect(try await two.end().handlerFailures.map(\.sequence) == [2])
        try await one.end()
    }

    @Test func `a run that must be printed fails with the fault`() async throws {
        pipe.closeReadEnd()
        let handler = StandardOutputHandler(fileDescriptor: pipe.writeEnd)
        await #expect(throws: OutputError.self) {
            try await ChunkModel("a", "b").generate("", callbacks: [.handler(handler, failure: .failRun)])
        }
    }

    @Test func `the next run tries again`() async throws {
        let broken = TestPipe()
        broken.closeReadEnd()
        let printer = Callback.handler(StandardOutputHandler(fileDescriptor: broken.writeEnd))
        let first = try await ChunkModel("a").generate("", callbacks: [printer])
        #expect(first.handlerFailureCount == 1)
        dup2(pipe.writeEnd, broken.writeEnd)
        let second = try await ChunkModel("b").generate("", callbacks: [printer])
        #expect(second.handlerFailureCount == 0)
        #expect(pipe.available() == "b\n")
    }

    #if os(Linux)
        @Test func `a full disk is reported once, and the run goes on`() async throws {
            let full = open("/dev/full", O_WRONLY)
            defer { close(full) }
            let printer = Callback.handler(StandardOutputHandler(fileDescriptor: full))
            let result = try await ChunkModel("a", "b").generate("", callbacks: [printer])
            #expect(result.text == "ab")
            #expect(result.handlerFailures.map(\.description).joined().contains("(errno \(ENOSPC))"))
            #expect(result.handlerFailureCount == 1)
        }
    #endif
}
