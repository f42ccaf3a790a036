// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ServerSentEvents
import Testing

struct ServerSentEventLimitTests {
    @Test(arguments: [1, 3, 1_000])
    func `a line of the limit passes and a longer one fails`(pieceBytes: Int) throws {
        #expect(try parse("data: 3456\n\n", pieceBytes, maxLineBytes: 10) == [ServerSentEvent(data: "3456")])
        #expect(throws: ServerSentEventError(.lineTooLong, limit: 10)) {
            try parse("data: 34567\n\n", pieceBytes, maxLineBytes: 10)
        }
        #expect(throws: ServerSentEventError(.lineTooLong, limit: 10)) {
            try parse("id: 4567890\n\n", pieceBytes, maxLineBytes: 10)
        }
    }

    @Test(arguments: [1, 3, 1_000])
    func `an event of the limit passes and a longer one fails`(pieceBytes: Int) throws {
        let event = ServerSentEvent(data: "a\nbc")
        #expect(try parse("data: a\ndata: bc\n\n", pieceBytes, maxEventBytes: 4) == [event])
        #expect(throws: ServerSentEventError(.eventTooLong, limit: 4)) {
            try parse("data: a\ndata: bcd\n\n", pieceBytes, maxEventBytes: 4)
        }
        #expect(throws: ServerSentEventError(.eventTooLong, limit: 4)) {
            try parse("data: abcde\n\n", pieceBytes, maxEventBytes: 4)
        }
        #expect(throws: ServerSentEventError(.eventTooLong, limit: 4)) {
            try parse("data\ndata\ndata\ndata\ndata\ndata\n\n", pieceBytes, maxEventBytes: 4)
        }
    }

    @Test(arguments: [1, 3, 1_000])
    func `comments and unknown fields have no limit`(pieceBytes: Int) throws {
        let long = String(repeating: "x", count: 500)
        let events = try parse(":\(long)\n\(long): 1\nother:\(long)\ndata: a\n\n", pieceBytes, maxLineBytes: 10)
        #expect(events == [ServerSentEvent(data: "a")])
    }

    @Test func `what came before the fault is kept`() throws {
        var parser = ServerSentEventParser(maxEventBytes: 4)
        var events: [ServerSentEvent] = []
        #expect(throws: ServerSentEventError.self) {
            try parser.push("data: a\n\ndata: bcdef\n\n".utf8, into: &events)
        }
        #expect(events == [ServerSentEvent(data: "a")])
    }

    @Test func `an error names its limit`() {
        let line = ServerSentEventError(.lineTooLong, limit: 10)
        #expect("\(line)" == "A line of the event stream is longer than the limit of 10 bytes.")
        let event = ServerSentEventError(.eventTooLong, limit: 4)
        #expect("\(event)" == "An event of the event stream is longer than the limit of 4 bytes.")
    }

    @Test func `a large event in small pieces`() throws {
        let text = String(repeating: "0123456789abcdef", count: 65_536)
        #expect(try parse("data: \(text)\n\n", 1_400) == [ServerSentEvent(data: text)])
    }

    @discardableResult
    private func parse(
        _ text: String,
        _ pieceBytes: Int,
        maxLineBytes: Int = ServerSentEventParser.defaultLimit,
        maxEventBytes: Int = ServerSentEventParser.defaultLimit
    ) throws -> [ServerSentEvent] {
        var parser = ServerSentEventParser(maxLineBytes: maxLineBytes, maxEventBytes: maxEventBytes)
        var events: [ServerSentEvent] = []
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            try parser.push(rest.prefix(pieceBytes), into: &events)
            rest = rest.dropFirst(pieceBytes)
        }
        return events
    }
}
