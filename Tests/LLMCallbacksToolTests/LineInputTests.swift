// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import LLMCallbacksTool

struct LineInputTests {
    @Test func `lines are read up to the longest that is held, with or without a last line feed`() throws {
        #expect(try lines(of: "abcd\n\nab\nabcd", maxHeldBytes: 4) == ["abcd", "", "ab", "abcd"])
        // Longer than what is read at once.
        let long = String(repeating: "x", count: 200_000)
        #expect(try lines(of: "\(long)\n\(long)\n", maxHeldBytes: 200_000) == [long, long])
    }

    @Test(arguments: ["abcd\nabcde\n", "abcd\nabcde", "abcd\n" + String(repeating: "x", count: 200_000)])
    func `a longer line is refused by its limit, and what came before it was read`(text: String) throws {
        let path = try file(text)
        defer { unlink(path) }
        var input = try LineInput(path: path, maxHeldBytes: 4)
        #expect(try input.next() == Array("abcd".utf8))
        do {
            _ = try input.next()
            Issue.record("the line was read")
        } catch {
            #expect(error.errorNumber == EFBIG)
            #expect("\(error)".contains("a line of over 4 bytes in \(path)"))
        }
    }

    @Test func `the rest is read up to what is held, and refused by its limit beyond`() throws {
        let path = try file("abcd\nabcdefgh")
        defer { unlink(path) }
        var all = try LineInput(path: path, maxHeldBytes: 13)
        #expect(try all.rest() == Array("abcd\nabcdefgh".utf8))
        var rest = try LineInput(path: path, maxHeldBytes: 8)
        #expect(try rest.next() == Array("abcd".utf8))
        #expect(try rest.rest() == Array("abcdefgh".utf8))
        var long = try LineInput(path: path, maxHeldBytes: 12)
        do {
            _ = try long.rest()
            Issue.record("the rest was read")
        } catch {
            #expect(error.errorNumber == EFBIG)
            #expect("\(error)".hasPrefix("cannot read over 12 bytes of \(path): "))
        }
    }

    private func lines(of text: String, maxHeldBytes: Int) throws -> [String] {
        let path = try file(text)
        defer { unlink(path) }
        var input = try LineInput(path: path, maxHeldBytes: maxHeldBytes)
        var lines: [String] = []
        while let line = try input.next() { lines.append(String(decoding: line, as: UTF8.self)) }
        return lines
    }

    private func file(_ text: String) throws -> String {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).txt").path
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }
}
