// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

@testable import LLMCallbacksOpenAI

struct ToolCallSlotsTests {
    @Test func `fragments of an index are one call`() throws {
        #expect(
            try decode(
                #"{"index":0,"id":"a","type":"function","function":{"name":"f","arguments":""}}"#,
                #"{"index":0,"function":{"arguments":"{\"q\""}}"#,
                #"{"index":1,"id":"b","function":{"name":"g","arguments":"{}"}}"#,
                #"{"index":0,"function":{"arguments":":1}"}}"#,
                #"{"index":0,"function":{"arguments":""}}"#
            ) == ["call 0 a f: ", #"call 0 a f: {"q""#, "call 1 b g: {}", "call 0 a f: :1}"]
        )
    }

    @Test func `an id that is repeated is not joined`() throws {
        #expect(
            try decode(
                #"{"index":0,"id":"a","function":{"name":"f","arguments":"1"}}"#,
                #"{"index":0,"id":"a","function":{"name":"f","arguments":"2"}}"#,
                #"{"index":0,"id":"","function":{"name":"","arguments":"3"}}"#
            ) == ["call 0 a f: 1", "call 0 a f: 2", "call 0 a f: 3"]
        )
    }

    @Test func `an id with an escape is the same when it is repeated`() throws {
        #expect(
            try decode(
                #"{"index":0,"id":"a\/1","function":{"name":"n\/f","arguments":"1"}}"#,
                #"{"index":0,"id":"a\/1","function":{"name":"n\/f","arguments":"2"}}"#
            ) == ["call 0 a/1 n/f: 1", "call 0 a/1 n/f: 2"]
        )
    }

    @Test func `another id at the same index is another call`() throws {
        #expect(
            try decode(
                #"{"index":0,"id":"a","function":{"name":"f","arguments":"1"}}"#,
                #"{"index":0,"id":"b","function":{"name":"f","arguments":"2"}}"#,
                #"{"index":0,"function":{"arguments":"3"}}"#
            ) == ["call 0 a f: 1", "call 1 b f: 2", "call 1 b f: 3"]
        )
    }

    @Test func `without an index the id decides`() throws {
        #expect(
            try decode(
                #"{"id":"a","function":{"name":"f","arguments":"1"}}"#,
                #"{"function":{"arguments":"2"}}"#,
                #"{"id":"b","function":{"name":"f","arguments":"3"}}"#,
                #"{"id":"b","function":{"arguments":"4"}}"#,
                #"{"id":null,"index":null,"function":{"arguments":"5"}}"#
            ) == ["call 0 a f: 1", "call 0 a f: 2", "call 1 b f: 3", "call 1 b f: 4", "call 1 b f: 5"]
        )
    }

    @Test func `with neither a new name opens a call`() throws {
        #expect(
            try decode(
                #"{"function":{"name":"f","arguments":"1"}}"#,
                #"{"function":{"name":"f","arguments":"2"}}"#,
                #"{"function":{"name":"g","arguments":"3"}}"#
            ) == ["call 0  f: 1", "call 0  f: 2", "call 1  g: 3"]
        )
    }

    @Test func `an id and a name may come late`() throws {
        #expect(
            try decode(
                #"{"index":0,"function":{"arguments":"1"}}"#,
                #"{"index":0,"id":"a"}"#,
                #"{"index":0,"function":{"name":"f"}}"#,
                #"{"index":0,"function":null}"#
            ) == ["call 0  : 1", "call 0 a : ", "call 0 a f: "]
        )
    }

    @Test func `indexes may be anything`() throws {
        #expect(
            try decode(
                #"{"index":1.0,"id":"a","function":{"name":"f"}}"#,
                #"{"index":"1","function":{"arguments":"x"}}"#,
                #"{"index":-7,"function":{"name":"g"}}"#
            ) == ["call 0 a f: ", "call 0 a f: x", "call 1  g: "]
        )
    }

    @Test func `several fragments of one call in one delta`() throws {
        #expect(
            try decode(
                #"{"index":0,"id":"a","function":{"name":"f"}},{"index":0,"function":{"arguments":"1"}}"#
            ) == ["call 0 a f: ", "call 0 a f: 1"]
        )
    }

    @Test func `every token of a call names it`() throws {
        let chunks = try decodeChunks([
            #"{"tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":"1"}}]}"#,
            #"{"tool_calls":[{"index":0,"function":{"arguments":"2"}}]}"#,
        ])
        #expect(chunks.map(\.note) == ["call 0 a f: 1", "call 0 a f: 2"])
    }

    @Test func `the deprecated call has no id`() throws {
        let chunks = try decodeChunks([
            #"{"function_call":{"name":"f","arguments":""}}"#, #"{"function_call":{"arguments":"{}"}}"#,
            #"{"function_call":null}"#,
        ])
        #expect(chunks.map(\.note) == ["call 0  f: ", "call 0  f: {}"])
    }

    @Test func `too many calls are an error`() {
        let calls = (0...ToolCallSlots.limit).map { #"{"index":\#($0),"id":"c\#($0)"}"# }
        let error = #expect(throws: ModelError.self) { try decode(calls.joined(separator: ",")) }
        #expect(error?.kind == .tooLarge)
    }

    @Test func `half a character of arguments waits for the other`() throws {
        #expect(
            try decode(
                #"{"index":0,"id":"a","function":{"name":"f","arguments":"\ud83d"}}"#,
                #"{"index":1,"id":"b","function":{"name":"g","arguments":"x"}}"#,
                #"{"index":0,"function":{"arguments":"\udca7"}}"#
            ) == ["call 0 a f: ", "call 1 b g: x", "call 0 a f: 💧"]
        )
    }

    @discardableResult
    private func decode(_ fragments: String...) throws -> [String] {
        try decodeChunks(fragments.map { #"{"tool_calls":[\#($0)]}"# }).map(\.note)
    }

    private func decodeChunks(_ deltas: [String]) throws -> [ModelChunk] {
        var decoder = ChatCompletionDecoder()
        return try deltas.flatMap { delta in try decoder.decode(#"{"choices":[{"delta":\#(delta)}]}"#) }
    }
}
