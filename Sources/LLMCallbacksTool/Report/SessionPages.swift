// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacksSQLite

/// Writes whole sessions for people: the page of each of their runs, in the order in which they started.
struct SessionPages {
    let reader: TranscriptReader
    let display: Display

    /// Writes sessions, each once.
    ///
    /// - Throws: `TranscriptError`, ``FileError``.
    func write(_ sessions: [String]) throws {
        var output = display.output()
        var written: Set<String> = []
        for session in sessions where written.insert(session).inserted {
            var query = RunQuery()
            query.session = session
            query.order = .oldestFirst
            try reader.forEachRun(query) { run in
                let page = RunPage(document: try RunDocument(run, in: reader), style: display.style, isRaw: false)
                return try output.add(Array("\(page.text)\n".utf8))
            }
            if output.isClosed { break }
        }
        try output.finish()
    }
}
