// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LLMCallbacksOpenAI

struct JSONScannerTests {
    @Test func `wanted members are read and others passed over`() throws {
        let json =
            #" { "a" : 1 , "skip" : {"a":[1,{"x":"}]\""}],"b":null} ,"b":"two","c":[true,false,null],"d":-0.5e3} "#
        let found = try withScanner(json) { (scanner) throws in
            var found: [String] = []
            #expect(try scanner.enterObject())
            while let name = try scanner.nextMember() {
                switch name {
                case "a": found.append("a \(try scanner.integer() ?? -1)")
                case "b": found.append("b \(try scanner.string()?.string ?? "-")")
                default: found.append("\(name.string) passed \(try scanner.skip().count)")
                }
            }
            #expect(scanner.peek() == nil)
            return found
        }
        #expect(found == ["a 1", "skip passed 31", "b two", "c passed 17", "d passed 6"])
    }

    @Test func `a member is found by its name, escaped or not`() throws {
        try withScanner(#"{"\u0061\u0062":1,"a\u0062c":2}"#) { (scanner) throws in
            #expect(try scanner.enterObject())
            let name = try scanner.nextMember()
            #expect(name.map { "ab" ~= $0 && !("abc" ~= $0) } == true)
            _ = try scanner.skip()
            let other = try scanner.nextMember()
            #expect(other.map { "abc" ~= $0 } == true)
        }
    }

    @Test(arguments: [
        ("0", 0), ("-12", -12), ("7.9", 7), ("-7.9", -7), ("1e3", 1_000), ("\"42\"", 42),
        ("123456789012345678", 123_456_789_012_345_678),
        ("9223372036854775807", Int.max), ("1e400", nil), ("-1e30", nil), ("null", nil), ("true", nil), ("\"\"", nil),
        ("\"x\"", nil),
        ("{\"a\":1}", nil), ("[1]", nil), ("NaN", nil), ("-", nil), ("1-1", nil),
    ])
    func `whole numbers are read from whatever stands for them`(json: String, number: Int?) throws {
        try withScanner(json) { (scanner) throws in
            #expect(try scanner.integer() == number)
            #expect(scanner.peek() == nil)
        }
    }

    @Test func `values of another type are passed over`() throws {
        try withScanner(#"[{"a":1},[2],"x",3]"#) { (scanner) throws in
            #expect(try scanner.enterArray())
            #expect(try scanner.nextElement())
            #expect(try scanner.string() == nil)
            #expect(try scanner.nextElement())
            #expect(try !scanner.enterObject())
            #expect(try scanner.nextElement())
            #expect(try !scanner.enterArray())
            #expect(try scanner.nextElement())
            #expect(try scanner.string() == nil)
            #expect(try !scanner.nextElement())
        }
    }

    @Test func `a million brackets are no trouble`() throws {
        let brackets = String(repeating: "[", count: 1_000_000)
        try withScanner(brackets + String(repeating: "]", count: 1_000_000)) { (scanner) throws in
            #expect(try scanner.skip().count == 2_000_000)
        }
        try withScanner(brackets) { (scanner) throws in
            #expect(throws: JSONFault(offset: 1_000_000)) { try scanner.skip() }
        }
    }

    @Test(arguments: [
        "", " ", "{", "[", "\"", "\"\\", "\"\\\"", "{\"a", "{\"a\"", "{\"a\":", "{\"a\":\"x", "{a:1}", "{\"a\" 1}", "}",
        ",", "\u{7F}",
    ])
    func `text that is cut or no JSON is a fault`(json: String) throws {
        try withScanner(json) { (scanner) throws in
            #expect(throws: JSONFault.self) {
                if try scanner.enterObject() {
                    while try scanner.nextMember() != nil { try scanner.skip() }
                }
            }
        }
    }

    @discardableResult
    private func withScanner<Result>(_ json: String, _ body: (inout JSONScanner) throws -> Result) throws -> Result {
        try Array(json.utf8).withUnsafeBytes { bytes in
            var scanner = JSONScanner(bytes)
            return try body(&scanner)
        }
    }
}
