// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A folder that goes when the measurement is over.
final class Workspace {
    let file: String
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("TranscriptCosts-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        file = folder.appendingPathComponent("sessions.sqlite").path
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// The size of the file, in bytes.
    var size: Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: file)
        return (attributes?[.size] as? Int) ?? 0
    }
}
