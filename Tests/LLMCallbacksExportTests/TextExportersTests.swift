// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacks
import LLMCallbacksExport
import Testing

@Suite struct TextExportersTests {
    @Test func `text is the answer as it came, with a line feed at its end`() throws {
        var run = ExampleRun()
        run.say("thinking", .reasoning)
        run.say("a\u{1B}[31m\r\n")
        run.say("\0b")
        run.end()
        var other = ExampleRun()
        other.say("no", .refusal)
        other.end()
        #expect(try TextExporter().text(run.exported, other.exported) == "a\u{1B}[31m\r\n\0b\n\nno\n")
    }

    @Test func `Markdown has numbers, messages, reasoning, the answer and calls, and fences that hold`() throws {
        var run = ExampleRun(tags: ["a|b"])
        run.say("Hm.\nWell.", .reasoning)
        run.say("Because *air*.")
        run.add(.token(TokenDelta("{\"a\":\"````\"}", lane: .toolCall(slot: 0), callID: "1", callName: "look_up")))
        run.fail(ModelError(.truncated, "it stopped"))
        let text = try MarkdownExporter().text(run.exported, run.exported)
        for part in [
            "# Why is the sky blue?\n", "- Status: failed\n", "- Tags: a\\|b\n", "\n## system\n\nBe brief.\n",
            "\n## Reasoning\n\n> Hm.\n> Well.\n", "\n## Answer\n\nBecause *air*.\n", "\n### Call of look\\_up\n",
            "\n`````json\n{\"a\":\"````\"}\n`````\n", "\n## Error\n\n```\ntruncated: it stopped\n```\n",
            "\n---\n\n# Why",
        ] { #expect(text.contains(part), "\(part)") }
    }

    @Test func `an interrupted run tells its pieces and no end`() throws {
        var run = ExampleRun()
        run.say("half")
        let lines = try JSONLinesExporter().text(run.exported).split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines[0].hasPrefix("{\"event\":\"start\""))
        #expect(lines[1].hasPrefix("{\"event\":\"token\""))
        #expect(run.exported.status == "interrupted")
        #expect(try TextExporter().text(run.exported) == "half\n")
        #expect(try MarkdownExporter().text(run.exported).contains("- Status: interrupted\n"))
    }

    @Test func `a replaced text is not exported as part of the answer`() throws {
        var run = ExampleRun()
        run.say("wrong")
        run.add(.replaced(TokenDelta("right")))
        #expect(try TextExporter().text(run.exported) == "right\n")
        #expect(try HTMLExporter().text(run.exported).contains("<span><del>wrong</del></span><span>right</span>"))
    }

    @Test func `lines of JSON are those of the encoder`() throws {
        let run = ExampleRun.long(30)
        let expected = run.events.map { String(decoding: JSONLinesEncoder().encode($0), as: UTF8.self) }
        #expect(try JSONLinesExporter().text(run) == expected.joined(separator: "\n") + "\n")
    }

    @Test func `output comes in pieces of bounded size, and is whole`() throws {
        var run = ExampleRun()
        for _ in 0..<10_000 { run.say("word ") }
        var sizes: [Int] = []
        try withoutActuallyEscaping({ (bytes: [UInt8]) in sizes.append(bytes.count) }) { take in
            var output = ExportOutput(take)
            var exporter = JSONLinesExporter()
            try exporter.write(run.exported, to: &output)
            try exporter.finish(to: &output)
        }
        #expect(sizes.count > 10)
        #expect(sizes.dropLast().allSatisfy { (64 * 1024..<128 * 1024).contains($0) })
    }

    @Test func `a fault of the output is passed on`() {
        struct Full: Error {}
        var output = ExportOutput { _ in throw Full() }
        var exporter = HTMLExporter()
        #expect(throws: Full.self) {
            try exporter.write(ExampleRun.long(5000), to: &output)
            try exporter.finish(to: &output)
        }
    }
}
