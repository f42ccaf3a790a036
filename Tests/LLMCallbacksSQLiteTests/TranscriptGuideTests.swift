// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacks
import LLMCallbacksSQLite
import LLMCallbacksTesting
import Testing

/// The examples of Docs/Transcripts.md, in its order.
struct TranscriptGuideTests {
    private let folder: TestFolder
    private let model = ScriptedModel("don't ", "foo-bar")

    init() throws { folder = try TestFolder() }

    @Test func `the guide's examples do what it says`() async throws {
        let (path, password) = (folder.file(), "hunter2")

        let run = model.stream("Write me a song.", callbacks: [.transcript(at: path)])
        for try await token in run.tokens { print(token.text, terminator: "") }

        let transcript = try TranscriptHandler(path: path)
        let manager = CallbackManager([.handler(transcript)])
        let reply = try await model.generate(
            "And another one.",
            manager: manager,
            options: RunOptions(session: "songs", tags: ["draft"])
        )

        var options = TranscriptOptions()
        options.title = { run in run.tags.contains("draft") ? "A song, in progress" : nil }
        let titled = Callback.transcript(at: path, options: options)

        let reader = try TranscriptReader(path: path)
        for run in try reader.runs() { print(run.startedAt, run.status, run.prompt ?? "") }
        let last = try reader.run("last")
        let answer = try reader.output(of: last)[0].text
        for chunk in try reader.chunks(of: last) { print(chunk.time, chunk.token.text) }
        for hit in try reader.search(SearchQuery("don't foo-bar")) { print(hit.run.id) }

        let recorded = try RecordedModel(reader.run("last"), in: reader, pace: .instant)
        let again = try await recorded.generate("Whatever you ask")

        let rules = RedactionRule.commonKeys + [.literal(password, named: "password")]
        let redacted = Callback.transcript(at: path).redacting(rules)

        let editor = try TranscriptEditor(path: path)
        var rule = PruneRule()
        rule.keepNewest = 100
        let plan = try editor.plan(rule)
        print(plan.runs.count, plan.bytes)
        let receipt = try editor.delete(plan)

        #expect(last.id == reply.runID && answer == reply.text && again.text == answer)
        #expect(try reader.search(SearchQuery("don't foo-bar")).count == 2)
        #expect(redacted.label == "transcript" && titled.label == "transcript" && receipt.runs.isEmpty)
    }

    @Test func `the guide shows what is tested here`() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
        let guide = try String(contentsOf: root.appendingPathComponent("Docs/Transcripts.md"), encoding: .utf8)
        let test = try String(contentsOfFile: #filePath, encoding: .utf8).split(separator: "\n").map {
            $0.drop { $0 == " " }
        }
        for example in guide.split(separator: "```swift\n").dropFirst() {
            for line in (example.split(separator: "```").first ?? "").split(separator: "\n") {
                #expect(test.contains { $0 == line.drop { $0 == " " } }, "\(line)")
            }
        }
    }
}
