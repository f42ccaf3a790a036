// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A file that is removed with the last who knows it, and those that SQLite keeps beside it.
final class ScratchFile: Sendable {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("benchmark-\(UUID().uuidString)")

    var path: String { url.path }

    init() throws { try Data().write(to: url) }

    deinit {
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    }
}
