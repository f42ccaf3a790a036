// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The path of a file that does not exist yet, in a folder of its own, removed with this.
final class TestFile: Sendable {
    let folder: URL
    let path: String

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.appending(path: "events.jsonl").path
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var text: String {
        get throws { try String(contentsOf: URL(filePath: path), encoding: .utf8) }
    }
}
