// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ServerSentEvents
import Testing

struct ServerSentEventParserTests {
    @Test(arguments: EventStreamCase.all)
    func `a stream in one piece`(_ stream: EventStreamCase) throws {
        #expect(try parse([stream.bytes[...]]) == stream.events)
    }

    @Test(arguments: EventStreamCase.all)
    func `a stream cut once, anywhere`(_ stream: EventStreamCase) throws {
        for cut in 0...stream.bytes.count {
            let events = try parse([stream.bytes[..<cut], stream.bytes[cut...]])
            #expect(events == stream.events, "cut at \(cut)")
        }
    }

    @Test(arguments: EventStreamCase.all)
    func `a stream byte by byte`(_ stream: EventStreamCase) throws {
        #expect(try parse(stream.bytes.indices.map { stream.bytes[$0...$0] }) == stream.events)
    }

    @Test(arguments: EventStreamCase.all)
    func `a stream cut at random`(_ stream: EventStreamCase) throws {
        var random = SeededGenerator(seed: 7)
        for round in 0..<100 {
            var pieces: [ArraySlice<UInt8>] = []
            var rest = stream.bytes[...]
            while !rest.isEmpty {
                pieces.append(rest.prefix(Int.random(in: 0...12, using: &random)))
                rest = rest.dropFirst(pieces[pieces.count - 1].count)
            }
            #expect(try parse(pieces) == stream.events, "round \(round)")
        }
    }

    @Test func `all streams one after the other`() throws {
        let bytes = EventStreamCase.all.flatMap(\.bytes)
        let events = try parse([bytes[...]])
        #expect(events.count > EventStreamCase.all.count)
        #expect(try parse(bytes.indices.map { bytes[$0...$0] }) == events)
    }

    @Test func `data in one piece is lent where it lies`() throws {
        let bytes = Array("data: first\n\nid: 4\ndata: second\n\n".utf8)
        var parser = ServerSentEventParser()
        try bytes.withUnsafeBytes { memory in
            let start = try #require(memory.baseAddress)
            var count = 0
            try parser.parse(memory) { event in
                let data = try #require(event.data.baseAddress)
                #expect((start..<start + memory.count).contains(data))
                count += 1
            }
            #expect(count == 2)
        }
    }

    @Test func `the last event ID is known before an event`() throws {
        var parser = ServerSentEventParser()
        var events: [ServerSentEvent] = []
        #expect(parser.lastEventID.isEmpty)
        try parser.push("id: 12\n".utf8, into: &events)
        #expect(parser.lastEventID == "12")
        #expect(events.isEmpty)
    }

    @Test func `an error of the caller passes`() {
        struct Stop: Error {}
        var parser = ServerSentEventParser()
        #expect(throws: Stop.self) {
            try Array("data: a\n\n".utf8).withUnsafeBytes { try parser.parse($0) { _ in throw Stop() } }
        }
    }

    private func parse(_ pieces: [ArraySlice<UInt8>]) throws -> [ServerSentEvent] {
        var parser = ServerSentEventParser()
        var events: [ServerSentEvent] = []
        for piece in pieces { try parser.push(piece, into: &events) }
        return events
    }
}
