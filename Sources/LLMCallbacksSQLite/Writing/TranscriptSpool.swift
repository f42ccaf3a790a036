// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Where a writer puts what the transcript itself cannot take: a file of the same schema beside it.
enum TranscriptSpool {
    /// The name of a writer's spool.
    static func path(beside transcript: String, writer: String) -> String { "\(transcript).spool-\(writer)" }

    /// The spools beside a transcript, by name.
    static func files(beside transcript: String) -> [String] {
        let file = URL(fileURLWithPath: transcript)
        let folder = file.deletingLastPathComponent().path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { name in
            name.hasPrefix("\(file.lastPathComponent).spool-") && !name.hasSuffix("-wal") && !name.hasSuffix("-shm")
                && !name.hasSuffix("-journal")
        }.sorted().map { "\(folder)/\($0)" }
    }
}
