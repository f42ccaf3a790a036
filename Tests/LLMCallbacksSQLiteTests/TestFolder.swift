// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A folder of a test's own, which goes when the test is over.
final class TestFolder: Sendable {
    let path: String

    /// Where all of them are. It goes when the tests are over: a writer that closes its file behind a test's back may make one
    /// while the test's folder is being removed, which then stays.
    private static let parent: URL = {
        atexit { try? FileManager.default.removeItem(at: TestFolder.parent) }
        return FileManager.default.temporaryDirectory.appendingPathComponent("LLMCallbacks-\(UUID().uuidString)")
    }()

    init() throws {
        let url = Self.parent.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// A file in it, which need not be there.
    func file(_ name: String = "sessions.sqlite") -> String { "\(path)/\(name)" }
}

extension TestFolder {
    /// The spools beside the transcript.
    var spools: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { $0.contains(".spool-") && !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") }.map(file)
    }
}
