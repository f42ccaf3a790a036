// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacks
import LLMCallbacksSQLite
import Testing

/// A program that records is killed again and again: the file stays whole, and has all that was known to be written.
struct KillTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    @Test(arguments: [1, 8])
    func `what was written survives a kill, in order and without a gap`(programs: Int) throws {
        var known: [RunID: Int] = [:]
        var over: Set<RunID> = []
        for _ in 0..<(programs == 1 ? 8 : 3) {
            let victims = try (0..<programs).map { _ in try Victim(folder.file(), lanes: 3) }
            for victim in victims { victim.kill(afterLines: Int.random(in: 5...80)) }
            for victim in victims {
                for line in victim.lines {
                    let words = line.split(separator: " ")
                    guard words.count >= 2, let id = RunID(words[0]), let count = Int(words[1]) else { continue }
                    known[id] = max(count, known[id] ?? 0)
                    if words.count == 3 { over.insert(id) }
                }
            }
            try checkAll(known, over)
        }
    }

    /// The file is whole, and has all that is known to be written.
    private func checkAll(_ known: [RunID: Int], _ over: Set<RunID>) throws {
        let editor = try TranscriptEditor(path: folder.file())
        #expect(try editor.check() == [])
        let all = try editor.reader.runs()
        #expect(all.contains { $0.status == .interrupted })
        #expect(!all.contains { $0.status == .running })
        #expect(Set(known.keys).isSubset(of: all.map(\.id)))
        for run in all where run.kind == .model {
            let texts = try editor.reader.chunks(of: run).map(\.token.text)
            #expect(texts.map { $0.prefix { $0 != " " } } == texts.indices.map { "\($0)" }, "in order, with no gap")
            #expect(texts.count >= known[run.id] ?? 0, "\(run.id) lost what was written")
            if over.contains(run.id) { #expect(run.status == .ended || run.status == .failed) }
            #expect(all.contains { $0.id == run.parentID }, "the run around it was there first")
        }
    }

    @Test func `while files cannot grow streams go on, and all is there when they can`() throws {
        // Less than the transcript and the spool need together, so that memory has to hold the rest.
        let said = try Program.run(built: "TranscriptVictim", folder.file(), "12", "200000")
        #expect(said.status == 0, "\(said.output)")
        let lines = said.output.split(separator: "\n").map { $0.split(separator: " ") }
        #expect(lines.count == 12)
        #expect(lines.allSatisfy { $0[2] == lines[0][2] }, "every stream is whole")
        // Once that there is a fault, and once each run whose end could be stored nowhere by then.
        #expect(lines.contains { $0[1] == "1" } && lines.reduce(0) { $0 + (Int($1[1]) ?? 99) } <= 13)
        let editor = try TranscriptEditor(path: folder.file())
        #expect(folder.spools.isEmpty)
        #expect(try editor.check() == [])
        let runs = try editor.reader.runs()
        #expect(runs.count == 12)
        for run in runs {
            let texts = try editor.reader.chunks(of: run).map(\.token.text)
            #expect(texts == (0..<2000).map { "\($0) " } && run.status == .ended && run.lostCount == 0)
        }
    }
}
