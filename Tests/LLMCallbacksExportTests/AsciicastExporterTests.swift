// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacks
import LLMCallbacksExport
import Testing

@Suite struct AsciicastExporterTests {
    @Test func `a cast has a header, and events whose times never go back`() throws {
        let lines = try lines(ExampleRun.long(100))
        let header = try #require(lines.first as? [String: Any])
        #expect(header["version"] as? Int == 2)
        #expect(header["width"] as? Int == 80 && header["height"] as? Int == 24)
        #expect(header["timestamp"] as? Int == 1_795_000_000)
        let events = try lines.dropFirst().map { try #require($0 as? [Any]) }
        #expect(events.allSatisfy { $0.count == 3 && $0[1] as? String == "o" && $0[2] is String })
        let times = events.compactMap { ($0[0] as? NSNumber)?.doubleValue }
        #expect(times.count == events.count && times == times.sorted())
        #expect(times.contains(0.64))
    }

    @Test func `recorded text cannot drive the terminal of whoever plays it`() throws {
        var run = ExampleRun([.user("\u{1B}]0;title\u{7}")])
        run.say("a\u{1B}[2J\u{9B}31m\u{202E}b\rc")
        run.end()
        let shown = try output(run.exported)
        #expect(shown.contains("^[]0;title^G"))
        #expect(shown.contains("a^[[2J<U+009B>31m<U+202E>b^Mc"))
    }

    @Test func `a return before a line feed belongs to the line's end, and any other is shown`() throws {
        let text = "\r\na\r\r\n\rb\n\n\r\nc\r"
        let shown = "\r\na^M\r\n^Mb\r\n\r\n\r\nc^M\r\n"
        let scalars = Array(text.unicodeScalars)
        for place in 0...scalars.count {
            var run = ExampleRun([.user("one\r\ntwo\nthree\r")])
            for piece in [scalars[..<place], scalars[place...]] { run.say(String(String.UnicodeScalarView(piece))) }
            run.end()
            let question = "\u{1B}[1m> one\r\ntwo\r\nthree^M\u{1B}[0m\r\n\r\n\u{1B}[0m"
            #expect(try output(run.exported) == "\(question)\(shown)\u{1B}[0m\u{1B}[0m", "\(place)")
        }
    }

    @Test func `a return at the end of a lane is shown there`() throws {
        var run = ExampleRun([.user("Hi")])
        run.say("hm\r", .reasoning)
        run.say("\nHello\r")
        run.end()
        #expect(try output(run.exported).contains("hm^M\r\n\r\n\u{1B}[0m\r\nHello^M\r\n\u{1B}[0m"))
    }

    @Test func `lanes have lines and styles of their own`() throws {
        var run = ExampleRun([.user("Hi")])
        run.say("hm", .reasoning)
        run.say("Hello")
        run.say("!\n")
        run.fail(ModelError(.truncated, "gone"))
        let shown = try output(run.exported)
        #expect(
            shown == "\u{1B}[1m> Hi\u{1B}[0m\r\n\r\n" + "\u{1B}[0m\u{1B}[2mhm" + "\r\n\r\n\u{1B}[0mHello" + "!\r\n"
                + "\u{1B}[0m\u{1B}[31mtruncated: gone\r\n\u{1B}[0m"
        )
    }

    @Test func `runs follow one another, with a marker at each`() throws {
        let events = try lines(ExampleRun.long(5), ExampleRun.long(5)).compactMap { $0 as? [Any] }
        let times = events.compactMap { ($0[0] as? NSNumber)?.doubleValue }
        #expect(times == times.sorted())
        #expect(events.count { $0[1] as? String == "m" } == 1)
    }

    private func output(_ run: ExportedRun) throws -> String {
        try lines(run).compactMap { ($0 as? [Any])?[2] as? String }.joined()
    }

    private func lines(_ runs: ExportedRun...) throws -> [Any] {
        var exporter = AsciicastExporter()
        var text = ""
        try withoutActuallyEscaping({ (bytes: [UInt8]) in text += String(decoding: bytes, as: UTF8.self) }) { take in
            var output = ExportOutput(take)
            for run in runs { try exporter.write(run, to: &output) }
            try exporter.finish(to: &output)
        }
        return try text.split(separator: "\n").map { try JSONSerialization.jsonObject(with: Data($0.utf8)) }
    }
}
