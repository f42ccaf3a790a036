// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

@testable import LLMCallbacksOpenAI

struct JSONWriterTests {
    private static let values: [(JSONValue, String)] = [
        (.null, "null"), (true, "true"), (false, "false"), (-5, "-5"), (.integer(.min), "-9223372036854775808"),
        (0.1, "0.1"), (1e21, "1e+21"), (.number(.infinity), "null"), (.number(.nan), "null"), ("", "\"\""),
        ([], "[]"), ([:], "{}"), (["b": [1, nil, "x"], "a": ["c": [[]]]], #"{"a":{"c":[[]]},"b":[1,null,"x"]}"#),
    ]

    @Test(arguments: values)
    func `values are written`(value: JSONValue, json: String) {
        #expect(write { $0.write(value) } == json)
    }

    @Test func `text is escaped where it must be`() {
        let text = "\"\\/\u{08}\u{0C}\n\r\t\u{00}\u{1F}\u{7F}\u{2028}é水💧"
        #expect(write { $0.write(text) } == "\"\\\"\\\\/\\u0008\\u000c\\n\\r\\t\\u0000\\u001f\u{7F}\u{2028}é水💧\"")
    }

    private func write(_ body: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        body(&writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
