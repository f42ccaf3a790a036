// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LLMCallbacksOpenAI

struct HTTPHeadParserTests {
    @Test func `a head is complete at its blank line`() throws {
        let lines = ["HTTP/1.1 404 Not Found\r\n", "Content-Type:  text/html \r\n", "X-Empty:\r\n", "\r\n"]
        let head = try #require(parse(lines))
        #expect(head.status == 404)
        #expect(head["content-type"] == "text/html")
        #expect(head["X-EMPTY"] == "")
        #expect(head["missing"] == nil)
    }

    @Test func `interim answers are forgotten`() throws {
        let interim = ["HTTP/1.1 103 Early Hints\r\n", "Link: a\r\n", "\r\n"]
        let head = try #require(parse(interim + ["HTTP/1.1 200 OK\r\n", "A: b\r\n", "\r\n"]))
        #expect(head == HTTPHead(status: 200, headers: [HTTPHeaderField("A", "b")]))
    }

    @Test func `an interim answer alone is no head`() {
        #expect(parse(["HTTP/1.1 100 Continue\r\n", "\r\n"]) == nil)
    }

    @Test func `HTTP 2 has no reason phrase, and lines may end in a bare line feed`() {
        #expect(parse(["HTTP/2 200 \n", "a: b: c\n", "\n"])?.headers == [HTTPHeaderField("a", "b: c")])
    }

    @Test func `a folded line continues the one before`() {
        #expect(parse(["HTTP/1.1 200 OK\r\n", "A: b\r\n", "\t c\r\n", "\r\n"])?["a"] == "b c")
    }

    @Test func `trailers are left out`() {
        var parser = HTTPHeadParser()
        for line in ["HTTP/1.1 200 OK\r\n", "\r\n"] { _ = parser.take(text: line) }
        #expect(parser.take(text: "X-Checksum: 1\r\n") == .partial)
        #expect(parser.take(text: "\r\n") == .partial)
    }

    @Test func `a head has a largest size`() {
        var parser = HTTPHeadParser()
        #expect(parser.take(text: "HTTP/1.1 200 OK\r\n") == .partial)
        let line = "A: \(String(repeating: "b", count: 100_000))\r\n"
        #expect((0..<3).map { _ in parser.take(text: line) } == [.partial, .partial, .tooLarge])
    }

    @Test func `interim answers do not count to it`() {
        let line = "A: \(String(repeating: "b", count: 100_000))\r\n"
        let interim = ["HTTP/1.1 103 Early Hints\r\n", line, line, "\r\n"]
        #expect(parse(interim + interim + ["HTTP/1.1 200 OK\r\n", line, line, "\r\n"])?.status == 200)
    }

    private func parse(_ lines: [String]) -> HTTPHead? {
        var parser = HTTPHeadParser()
        for line in lines {
            if case .complete(let head) = parser.take(text: line) { return head }
        }
        return nil
    }
}

extension HTTPHeadParser {
    fileprivate mutating func take(text: String) -> Step { Array(text.utf8).withUnsafeBytes { take($0) } }
}
