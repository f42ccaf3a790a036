// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

struct RedactionTests {
    @Test func `a literal is found anywhere, and as JSON strings write it`() {
        let redaction = Redaction([.literal("p\"ä/", named: "password"), .literal("")])
        let marker = "[redacted: password]"
        for written in ["p\"ä/", #"p\"ä\/"#, #"p\u0022\u00e4/"#, #"p\"\u00E4\/"#] {
            #expect(redaction.redacted("x\(written)y") == "x\(marker)y")
        }
        #expect(redaction.redacted("p\"a/ P\"ä/") == "p\"a/ P\"ä/")
    }

    @Test func `matches that overlap go together, those that touch do not`() throws {
        let redaction = Redaction([.literal("abab", named: "one"), try .expression("b(cc)+", named: "two")])
        #expect(redaction.redacted("xabababx") == "x[redacted: one]x")
        #expect(redaction.redacted("abababccccc") == "[redacted: one]c")
        #expect(redaction.redacted("abababab") == "[redacted: one]")
        #expect(redaction.redacted("ababxbcc") == "[redacted: one]x[redacted: two]")
        #expect(Redaction([.literal("ab")]).redacted("abab") == "[redacted: secret][redacted: secret]")
    }

    @Test func `of a key with a prefix all that belongs to it goes, however long it is`() {
        let redaction = Redaction([.key("sk-", atLeast: 4, named: "key")])
        #expect(
            redaction.redacted("sk-abc sk-abcd, task-abcd sk-sk-abcd")
                == "sk-abc [redacted: key], task-abcd [redacted: key]"
        )
        let long = "sk-" + String(repeating: "k", count: 100_000)
        #expect(redaction.redacted("a \(long) b") == "a [redacted: key] b")
    }

    @Test(arguments: [
        ("a.c", "abc aéc a🎵c a\nc", "* * * a\nc"), ("[^a-y ]{2}", "zz 1é azz", "* * a*"),
        ("x|yz{1,2}", "x y yzzz", "* y *z"),
        (#"\d{3}-\d{2,4}"#, "12-345 123-45678", "12-345 *8"), ("(?i)key=[a-f]+", "KEY=AbCg key=", "*g key="),
        (#"\bid\w"#, "idx paidx", "* paidx"), (#"[\d\-é]{1,3}x"#, "é-1x 11x", "* *"),
        ("(ab?){2,3}c", "aabc abc", "* abc"),
    ])
    func `expressions match as far as they can`(expression: String, text: String, expected: String) throws {
        let redaction = Redaction([try .expression(expression, named: "x")])
        #expect(redaction.redacted(text) == expected.replacing("*", with: "[redacted: x]"))
    }

    @Test(arguments: [
        ("a**", RedactionError.Code.invalidExpression), ("(a", .invalidExpression), ("a)", .invalidExpression),
        ("[a", .invalidExpression), ("a{3,2}", .invalidExpression), ("a{1001}", .invalidExpression),
        ("^a", .invalidExpression),
        (#"a\b"#, .invalidExpression), ("(?=a)", .invalidExpression), (#"\q"#, .invalidExpression),
        ("a+?", .invalidExpression),
        (String(repeating: "(", count: 1000), .invalidExpression), ("[^é]", .invalidExpression),
        ("\\", .invalidExpression),
        ("", .matchesNothing), ("a*", .matchesNothing), ("a|(b?)", .matchesNothing), ("[]x", .invalidExpression),
        ("((a{500}){3}){3}", .tooLarge), (".*x", .undecidable), ("a(b+c)+", .undecidable), ("a{2,}b", .undecidable),
    ])
    func `an expression that is none says why`(expression: String, code: RedactionError.Code) {
        let error = #expect(throws: RedactionError.self) { try RedactionRule.expression(expression, named: "x") }
        #expect(error?.code == code, "\(expression): \(String(describing: error))")
    }

    @Test func `a name cannot end its marker`() {
        #expect(Redaction([.literal("a", named: "x]\"\n")]).redacted("a") == "[redacted: x___]")
    }
}
