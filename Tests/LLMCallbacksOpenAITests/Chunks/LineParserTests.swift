// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

@testable import LLMCallbacksOpenAI

struct LineParserTests {
    @Test(arguments: [1, 3, 1_000])
    func `a body is the same lines in pieces of any size`(pieceBytes: Int) throws {
        #expect(try lines("one\n\nthree\r\nrest", pieceBytes) == ["one", "", "three\r", "rest"])
        #expect(try lines("", pieceBytes).isEmpty)
    }

    @Test(arguments: [1, 3, 1_000], ["", "\n", "\n1\n"])
    func `a line of the limit passes and a longer one fails`(pieceBytes: Int, end: String) throws {
        #expect(try lines("0\n12345678\(end)", pieceBytes, maxBytes: 8)[1] == "12345678")
        let error = #expect(throws: ModelError.self) { try lines("0\n123456789\(end)", pieceBytes, maxBytes: 8) }
        #expect(error?.kind == .tooLarge)
        #expect(error?.message == "A line of the answer is longer than the limit of 8 bytes.")
    }

    @Test(arguments: [AnswerLimits(line: 40), AnswerLimits(event: 40)])
    func `an answer of lines keeps the lower limit of a line and an event`(limits: AnswerLimits) {
        var response = AnswerResponse<OllamaDecoder>(HTTPHead(status: 200, headers: []), limits: limits)
        var chunks: [ModelChunk] = []
        let body = #"{"message":{"content":"a"}}"# + "\n" + #"{"message":{"content":"bbbbbbbbbbbbbbbbbbb"}}"# + "\n"
        let error = #expect(throws: ModelError.self) {
            try Array(body.utf8).withUnsafeBytes { try response.receive($0, into: &chunks) }
        }
        #expect(chunks.map(\.note) == ["text: a"])
        #expect(error?.kind == .tooLarge)
        #expect(error?.message.contains("40 bytes") == true)
    }

    @Test func `an empty line is no event`() throws {
        var response = AnswerResponse<OllamaDecoder>(HTTPHead(status: 200, headers: []), limits: AnswerLimits())
        var chunks: [ModelChunk] = []
        func receive(_ text: String) throws {
            try Array(text.utf8).withUnsafeBytes { try response.receive($0, into: &chunks) }
        }
        try receive(#"{"message":{"content":"a"}}"# + "\n")
        #expect(response.eventCount == 1)
        try receive("\n\r\n  \n")
        #expect(response.eventCount == 1)
    }

    private func lines(_ body: String, _ pieceBytes: Int, maxBytes: Int = 1_000) throws -> [String] {
        var parser = LineParser(maxBytes: maxBytes)
        var lines: [String] = []
        func take(_ line: UnsafeRawBufferPointer) { lines.append(String(decoding: line, as: UTF8.self)) }
        var rest = Array(body.utf8)[...]
        while !rest.isEmpty {
            try rest.prefix(pieceBytes).withUnsafeBytes { try parser.parse($0, take) }
            rest = rest.dropFirst(pieceBytes)
        }
        try parser.finish(take)
        return lines
    }
}
