// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksSQLite

/// How long it takes to list and to search many runs, each time from opening the file.
enum QueryCost {
    private static let tokensPerRun = 40

    static func measure(runs: Int) async throws {
        let workspace = try Workspace()
        try await fill(workspace.file, runs)
        print("\(runs) runs of \(tokensPerRun) tokens, \(workspace.size / 1_000_000) MB")
        try time("open and list the newest 20", workspace) { try $0.runs(newest()).count }
        try time("list by tag", workspace) { reader in try reader.runs(newest { $0.tags = ["rare"] }).count }
        try time("list by status", workspace) { reader in try reader.runs(newest { $0.statuses = [.failed] }).count }
        try time("list by model", workspace) { reader in try reader.runs(newest { $0.models = ["rare-model"] }).count }
        try time("list by model, with a star", workspace) { reader in
            try reader.runs(newest { $0.models = ["rare*"] }).count
        }
        try time("list by session", workspace) { reader in try reader.runs(newest { $0.session = "talk-7" }).count }
        try time("list sessions", workspace) { try $0.sessions(limit: 20).count }
        try time("last session", workspace) { try $0.session("last").runCount }
        try time("last run", workspace) { try $0.run("last").chunkCount }
        for words in ["handler", "the", "\"rare needle\"", "don't", "needle*", "of the run", "C++"] {
            for isNewestFirst in [false, true] {
                try time("search \(words)\(isNewestFirst ? ", newest first" : "")", workspace) { reader in
                    var query = SearchQuery(words)
                    query.isNewestFirst = isNewestFirst
                    query.runs.limit = 20
                    return try reader.search(query).count
                }
            }
        }
        try await record(String(repeating: "encore ", count: 50_000), in: workspace.file)
        try time("search a word that a run has 50,000 times", workspace) { reader in
            try reader.search(SearchQuery("encore")).count
        }
        try time("statistics by model", workspace) { try $0.statistics(by: [.model]).count }
        try time("info", workspace) { try $0.info().runs }
    }

    private static func newest(_ change: (inout RunQuery) -> Void = { _ in }) -> RunQuery {
        var query = RunQuery()
        query.limit = 20
        change(&query)
        return query
    }

    private static func time(_ what: String, _ workspace: Workspace, _ body: (TranscriptReader) throws -> Int) throws {
        var times: [Int64] = []
        var count = 0
        for _ in 0..<9 {
            let start = Stopwatch.now
            count = try body(TranscriptReader(path: workspace.file))
            times.append(Stopwatch.now - start)
        }
        times.sort()
        Report.line("\(what) (\(count) found), median", Double(times[times.count / 2]) / 1e6, "ms")
    }

    private static func record(_ answer: String, in file: String) async throws {
        let model = AnyStreamingModel("m") { _, output in try await output.send(.text(answer)) }
        _ = try await model.generate("Once more", callbacks: [.transcript(at: file)])
    }

    private static func fill(_ file: String, _ runs: Int) async throws {
        let corpus = try Corpus()
        let transcript = try TranscriptHandler(path: file)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<256 {
                group.addTask {
                    for run in stride(from: worker, to: runs, by: 256) {
                        try await record(run, of: runs, corpus, transcript)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private static func record(_ run: Int, of runs: Int, _ corpus: Corpus, _ transcript: TranscriptHandler) async throws
    {
        let isRare = run % (runs / 10 + 1) == 7
        let tokens = corpus.tokens(tokensPerRun, from: run)
        let model = AnyStreamingModel(isRare ? "rare-model" : "model-\(run % 5)") { _, output in
            for token in tokens { try await output.send(.text(token)) }
            if isRare {
                try await output.send(.text(" a rare needle, don't write C++"))
                throw ModelError(.server, "down")
            }
        }
        let options = RunOptions(session: "talk-\(run / 10)", tags: isRare ? ["rare"] : ["tag-\(run % 20)"])
        let prompt = corpus.tokens(20, from: run + 31).joined()
        do {
            _ = try await model.generate(prompt, callbacks: [.handler(transcript)], options: options)
        } catch is ModelError {}
    }
}
