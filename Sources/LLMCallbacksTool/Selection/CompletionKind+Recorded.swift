// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LLMCallbacks
import LLMCallbacksSQLite

/// What a shell offers for the names of what was recorded.
extension CompletionKind {
    /// The most that is offered.
    private static let limit = 100

    /// The ids of the newest runs, and `last`.
    static var recordedRuns: CompletionKind {
        recorded { reader in
            var query = RunQuery()
            query.limit = limit
            return ["last"] + (try reader.runs(query).map(\.id.description))
        }
    }

    /// The names of the newest sessions.
    static var recordedSessions: CompletionKind {
        recorded { reader in try reader.sessions(limit: limit).map(\.id) }
    }

    /// The models of the newest runs.
    static var recordedModels: CompletionKind {
        recorded { reader in
            var query = RunQuery()
            query.limit = 10 * limit
            return Set(try reader.runs(query).map(\.model)).sorted()
        }
    }

    /// The tags in use.
    static var recordedTags: CompletionKind {
        recorded { reader in try reader.statistics(by: [.tag]).map { $0.group[0] } }
    }

    /// Offers what is found in the database that the command line names. Nothing where it cannot be read: a shell has no
    /// place for messages.
    private static func recorded(_ find: @escaping @Sendable (TranscriptReader) throws -> [String]) -> CompletionKind {
        .custom { words, _, _ in
            guard let location = try? DatabaseLocation(option: option(in: words)), location.exists,
                let reader = try? TranscriptReader(path: location.path)
            else {
                return []
            }
            return ((try? find(reader)) ?? []).map(VisibleText.line)
        }
    }

    /// What `--db` says on an unfinished command line.
    private static func option(in words: [String]) -> String? {
        for (word, next) in zip(words, words.dropFirst() + [""]) {
            if word == "--db" || word == "-d" { return next }
            if word.hasPrefix("--db=") { return String(word.dropFirst(5)) }
        }
        return nil
    }
}
