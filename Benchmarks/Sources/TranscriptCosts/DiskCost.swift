// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksSQLite

/// What a token takes on the disk, with the prompt, the search index and all else, in runs of a thousand tokens.
enum DiskCost {
    static func measure(runs: Int) async throws {
        let corpus = try Corpus()
        for length in [200, 1000, 4000] {
            let workspace = try Workspace()
            // An empty transcript, so that it does not count.
            try TranscriptEditor(empty: workspace.file).vacuum()
            let before = workspace.size
            do {
                let transcript = try TranscriptHandler(path: workspace.file)
                for run in 0..<runs { try await record(length, run, corpus, transcript) }
                // Moves the log into the file.
                await transcript.close()
            }
            let tokens = Double(runs * length)
            let what = "a token in \(runs) runs of \(length), with prompt and index"
            Report.line(what, Double(workspace.size - before) / tokens, "bytes")
            Report.line("\(what), and the empty file's \(before) bytes", Double(workspace.size) / tokens, "bytes")
            try TranscriptEditor(path: workspace.file).vacuum()
            Report.line("\(what), after VACUUM", Double(workspace.size - before) / tokens, "bytes")
        }
    }

    /// One run, whose pieces come 18 ms apart by the clock that it is told: no more than a few bytes are zero.
    private static func record(_ length: Int, _ run: Int, _ corpus: Corpus, _ transcript: TranscriptHandler)
        async throws
    {
        let clock = SteppingClock()
        let manager = CallbackManager([.handler(transcript)], clock: clock)
        let tokens = corpus.tokens(length, from: run)
        let model = AnyStreamingModel("prose") { _, output in
            for token in tokens {
                clock.advance(by: .microseconds(Int.random(in: 2000...34_000)))
                try await output.send(.text(token))
            }
            try await output.send(.finish(.stop))
        }
        let prompt = corpus.tokens(40, from: run + 31).joined()
        _ = try await model.generate(prompt, manager: manager)
    }
}

extension TranscriptEditor {
    /// Makes a transcript.
    fileprivate init(empty path: String) throws {
        _ = try TranscriptHandler(path: path)
        try self.init(path: path)
    }
}
