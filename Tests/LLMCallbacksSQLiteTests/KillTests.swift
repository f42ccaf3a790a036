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
        var ended: Set<RunID> = []
        for round in 0..<(programs == 1 ? 6 : 2) {
            let victims = try (0..<programs).map { _ in try Victim(folder.file(), lanes: 3) }
            for (number, victim) in victims.enumerated() { victim.kill(afterLines: 20 + 17 * (round + number)) }
            for victim in victims {
                for line in victim.lines {
                    let words = line.split(separator: " ")
                    guard words.count >= 2, let id = RunID(words[0]), let count = Int(words[1]) else { continue }
                    known[id] = max(count, known[id] ?? 0)
                    if words.count == 3 { ended.insert(id) }
                }
            }
        }
        let editor = try TranscriptEditor(path: folder.file())
        #expect(try editor.check() == [])
        let runs = try editor.reader.runs()
        #expect(runs.contains { $0.status == .interrupted })
        #expect(!runs.contains { $0.status == .running })
        #expect(Set(known.keys).isSubset(of: runs.map(\.id)))
        for run in runs {
            let texts = try editor.reader.chunks(of: run).map(\.token.text)
            #expect(texts == texts.indices.map { "\($0) " }, "in order, with no gap")
            #expect(texts.count >= known[run.id] ?? 0, "\(run.id) lost what was written")
            if ended.contains(run.id) { #expect(run.status == .ended) }
        }
    }
}
