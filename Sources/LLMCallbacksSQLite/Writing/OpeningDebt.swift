// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import GRDB

/// What a transcript that was opened in haste is still owed, once the first pieces of the run that waited for it are in it: a look
/// for damage, and order in what dead programs left behind.
///
/// Why the order is this one: Docs/Decisions/0016-first-pieces-first.md.
struct OpeningDebt {
    /// A file of up to so many bytes is looked through before anything is written: that takes a few milliseconds.
    static let checkedBytes = 1 << 20
    /// The most that is remembered.
    private static let maxRememberedBytes = 1 << 20

    private let path: String
    private var recovery: TranscriptRecovery
    private var rememberedBytes = 0
    /// Whether the file was looked through, or is too large for that.
    private(set) var isChecked: Bool
    /// What was written before the file was looked through.
    private(set) var written: [RecordOperation] = []

    init(_ database: any DatabaseReader, path: String) throws {
        self.path = path
        recovery = TranscriptRecovery(path: path)
        let size = try database.read { db in try TranscriptFile.size(db) }
        isChecked = size <= Self.checkedBytes || size > TranscriptFile.maxCheckedBytes
    }

    /// Whether nothing is left.
    var isSettled: Bool { isChecked && recovery.isDone }

    /// Whether the file must be looked through before something is written: a run that is over is told to be safe.
    func mustBeChecked(before operations: [RecordOperation]) -> Bool {
        !isChecked && (rememberedBytes > Self.maxRememberedBytes || operations.contains(where: \.isEnd))
    }

    /// Notes what was written, in case the file turns out to be damaged.
    mutating func remember(_ operations: [RecordOperation]) {
        guard !isChecked else { return }
        written += operations
        rememberedBytes += operations.reduce(0) { $0 + $1.size }
    }

    /// Looks for damage. Throws where there is some.
    mutating func check(_ database: any DatabaseReader) throws {
        guard !isChecked else { return }
        try database.read { db in try TranscriptFile.check(db, path: path) }
        isChecked = true
        written = []
    }

    /// Takes a step of the recovery.
    mutating func recover(_ database: any DatabaseWriter) throws { try recovery.step(database) }
}
