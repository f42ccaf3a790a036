// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacks
import Testing

struct JSONWriterTests {
    func text(_ write: (inout JSONWriter) -> Void) -> String {
        var json = JSONWriter()
        write(&json)
        return json.text
    }

    @Test func `commas come by themselves`() {
        let json = text { json in
            json.beginObject()
            json.key("a")
            json.beginArray()
            json.integer(1)
            json.beginObject()
            json.endObject()
            json.null()
            json.beginArray()
            json.endArray()
            json.bool(true)
            json.endArray()
            json.key("b")
            json.bool(false)
            json.endObject()
        }
        #expect(json == #"{"a":[1,{},null,[],true],"b":false}"#)
    }

    @Test func `members are keys with values`() {
        let json = text { json in
            json.object { json in
                json.member("s", "text")
                json.member("i", -7)
                json.member("d", 0.1)
                json.member("b", true)
                json.member("t", Duration.milliseconds(1500))
                json.member("v", ["z": nil, "a": [1, 2.5]])
                json.object("o") { $0.member("k", 1) }
                json.array("l", ["x", "y"]) { $0.string($1) }
            }
        }
        let expected =
            #"{"s":"text","i":-7,"d":0.1,"b":true,"t":1.5,"v":{"a":[1,2.5],"z":null},"o":{"k":1},"l":["x","y"]}"#
        #expect(json == expected)
    }

    @Test func `only what must be escaped is escaped`() {
        let expected = #""\"\\/\b\t\n\f\r\u0000\u000b\u001f"# + "\u{7F}\u{FEFF}\u{2028}é👩‍👩‍👧\""
        #expect(text { $0.string("\"\\/\u{8}\t\n\u{C}\r\0\u{B}\u{1F}\u{7F}\u{FEFF}\u{2028}é👩‍👩‍👧") } == expected)
        #expect(text { $0.string("") } == #""""#)
    }

    @Test func `every scalar reads back as it was`() throws {
        // In stretches, and each alone with a neighbour that is escaped.
        for first in stride(from: UInt32(0), to: 0x11_0000, by: 0x1000) {
            // Foundation takes U+FEFF after an escape for a byte order mark, and leaves it out.
            let scalars = (first..<first + 0x1000).compactMap(Unicode.Scalar.init).filter { $0 != "\u{FEFF}" }
            let original = scalars.map { "\($0)\"" }.joined()
            let parsed = try parse(text { json in json.object { $0.member("s", original) } })["s"] as? String
            try #require(parsed?.unicodeScalars.elementsEqual(original.unicodeScalars) == true, "from \(first)")
        }
    }

    @Test func `keys are escaped like other text`() throws {
        let json = text { json in json.object { $0.member("a\"\n\\", 1) } }
        #expect(json == #"{"a\"\n\\":1}"#)
    }

    @Test(arguments: [0, -0.0, 1, -1.5, 0.1, 1e21, 1e-7, .pi, .leastNonzeroMagnitude, .greatestFiniteMagnitude])
    func `numbers read back as they were`(number: Double) throws {
        let parsed = try parse(text { json in json.object { $0.member("n", number) } })["n"] as? Double
        #expect(parsed == number)
    }

    @Test func `numbers that JSON has no form for are null`() {
        #expect(text { $0.value([.number(.nan), .number(.infinity), .number(-.infinity)]) } == "[null,null,null]")
    }

    @Test func `integers of every width are written in full`() {
        #expect(text { $0.integer(Int.min) } == "-9223372036854775808")
        #expect(text { $0.integer(UInt64.max) } == "18446744073709551615")
    }

    @Test func `seconds have six decimals at most, cut off, and no exponent`() {
        let cases: [(Duration, String)] = [
            (.zero, "0"), (.seconds(5), "5"), (.milliseconds(1500), "1.5"), (.microseconds(213_412), "0.213412"),
            (.microseconds(1), "0.000001"), (.nanoseconds(999), "0"), (.nanoseconds(1_999_999_999), "1.999999"),
            (.milliseconds(100), "0.1"), (.milliseconds(-500), "-0.5"), (.nanoseconds(-999), "0"),
            (.seconds(-3) - .milliseconds(250), "-3.25"), (.seconds(9_000_000_000), "9000000000"),
        ]
        for (duration, expected) in cases { #expect(text { $0.seconds(duration) } == expected) }
    }

    @Test func `members of objects are sorted, however deep`() {
        let value: JSONValue = ["b": 1, "a": ["d": nil, "c": ["x": 1, "B": 2]], "": 0]
        #expect(text { $0.value(value) } == #"{"":0,"a":{"c":{"B":2,"x":1},"d":null},"b":1}"#)
    }

    private func parse(_ json: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    }
}
