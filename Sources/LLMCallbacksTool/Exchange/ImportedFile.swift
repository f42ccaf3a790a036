// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksSQLite

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A file that runs are taken from.
struct ImportedFile {
    /// The file; "-" is standard input.
    let path: String
    /// What it is; `nil`: what it looks like.
    let format: ImportFormat?

    /// https://www.sqlite.org/fileformat2.html#magic_header_string
    private static let databaseMark = Array("SQLite format 3\0".utf8)

    /// Takes all its runs into a database, or none.
    ///
    /// - Throws: `TranscriptError`, ``FileError``.
    func add(to database: String) throws -> TranscriptImport.Outcome {
        do {
            return try addRuns(to: database)
        } catch var error as TranscriptError where error.path.isEmpty {
            error.path = path == "-" ? "standard input" : path
            throw error
        }
    }

    private func addRuns(to database: String) throws -> TranscriptImport.Outcome {
        if path != "-", try isDatabase { return try addDatabase(to: database) }
        let imports = try TranscriptImport()
        var input = try LineInput(path: path)
        var first = try input.next()
        let format = format ?? ImportFormat(firstLine: first ?? [])
        let nextLine: () throws -> [UInt8]? = {
            defer { first = nil }
            return try first ?? input.next()
        }
        switch format {
        case .jsonl: try imports.addJSONLines(from: nextLine)
        case .cast: try imports.addAsciicast(from: nextLine)
        case .sse: try SavedAnswerFile(nextLine).add(to: imports, startedAt: modificationTime ?? .now)
        case .transcript, .llm: throw UsageError(message: "\(path) is no database")
        }
        return try imports.commit(into: database)
    }

    private func addDatabase(to database: String) throws -> TranscriptImport.Outcome {
        switch format {
        case .llm: return try addLogs(to: database)
        case .transcript: return try TranscriptImport.copy(path, into: database)
        case .jsonl, .cast, .sse: throw UsageError(message: "\(path) is a database")
        case nil: break
        }
        do {
            return try TranscriptImport.copy(path, into: database)
        } catch let error as TranscriptError where error.code == .notATranscript && error.path == path {
            return try addLogs(to: database)
        }
    }

    private func addLogs(to database: String) throws -> TranscriptImport.Outcome {
        let imports = try TranscriptImport()
        try imports.addLLMLogs(path: path)
        return try imports.commit(into: database)
    }

    /// When the file was written last, to the second: what is known of when an answer without times came.
    private var modificationTime: WallTime? {
        var status = stat()
        guard path != "-", stat(path, &status) == 0 else { return nil }
        #if canImport(Darwin)
            return WallTime(secondsSinceEpoch: Int64(status.st_mtimespec.tv_sec))
        #else
            return WallTime(secondsSinceEpoch: Int64(status.st_mtim.tv_sec))
        #endif
    }

    private var isDatabase: Bool {
        get throws {
            var input = try LineInput(path: path)
            return try input.prefix(Self.databaseMark.count) == Self.databaseMark
        }
    }
}
