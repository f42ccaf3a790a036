// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacks

/// Where a writer puts what the transcript itself cannot take: a file of the same schema beside it.
enum TranscriptSpool {
    /// Makes a spool and signs in.
    static func open(beside transcript: String, application: String) throws -> TranscriptStore {
        let path = "\(transcript).spool-\(RunID())"
        do {
            let database = try TranscriptFile.openForWriting(path)
            return try TranscriptStore(database, path: path, application: application, compacts: false)
        } catch {
            remove(path)
            throw error
        }
    }

    /// The spools beside a transcript, oldest first.
    static func files(beside transcript: String) -> [String] {
        let file = URL(fileURLWithPath: transcript)
        let folder = file.deletingLastPathComponent().path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { name in
            name.hasPrefix("\(file.lastPathComponent).spool-") && !name.hasSuffix("-wal") && !name.hasSuffix("-shm")
        }.sorted().map { "\(folder)/\($0)" }
    }

    /// Deletes a spool and the files beside it.
    static func remove(_ path: String) {
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    }
}
