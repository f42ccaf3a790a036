// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import LLMCallbacks

/// Finds a place for everything that is to be written: the transcript itself; while that cannot take it, a spool beside it;
/// and where that fails as well, memory.
struct TranscriptWriter {
    /// How long a transcript that failed is left alone.
    static let retrySeconds = 1.0

    /// Where the transcript is.
    enum Place {
        case file(String)
        case database(any DatabaseWriter)
    }

    private let place: Place
    private let application: String
    private var main: TranscriptStore?
    private var spool: TranscriptStore?
    private var identity: FileIdentity?
    /// The log beside the file, once there is one.
    private var logIdentity: FileIdentity?
    private var lastAttempt = ContinuousClock.now
    private var lastCheckpoint = ContinuousClock.now
    /// What the transcript is still owed since it was opened in haste.
    private var debt: OpeningDebt?
    /// What could be written nowhere yet.
    private var waiting: [RecordOperation] = []
    private(set) var waitingBytes = 0
    /// The fault that keeps the transcript from being written to, if any.
    private var fault: TranscriptError?
    private var untold: TranscriptError?

    /// Opens the transcript.
    ///
    /// - Throws: ``TranscriptError`` if that fails.
    init(_ place: Place, application: String) throws {
        self.place = place
        self.application = application
        try openMain()
    }

    /// Opens the transcript with the first that is to be written, or later if that fails. No run waits for it.
    init(patiently place: Place, application: String) {
        self.place = place
        self.application = application
    }

    /// Whether the transcript itself cannot be written to.
    var isFaulty: Bool { fault != nil }

    /// A fault that was not taken yet.
    mutating func takeFault() -> TranscriptError? {
        defer { untold = nil }
        return untold
    }

    /// Writes, to wherever that is possible. Returns what went wrong if it was possible nowhere.
    mutating func write(_ operations: [RecordOperation], isDurable: Bool) -> TranscriptError? {
        guard !operations.isEmpty || fault != nil else {
            checkpointIfLarge()
            return nil
        }
        waiting += operations
        waitingBytes += operations.reduce(0) { $0 + $1.size }
        let isDurable = isDurable || operations.contains(where: \.isDurable)
        noticeReplacement()
        if debt?.mustBeChecked(before: operations) == true { settleCheck() }
        // Where there is no spool, a run's end is worth a try of its own.
        let isLastChance = path.isEmpty && operations.contains(where: \.isEnd)
        if fault == nil || isLastChance || ContinuousClock.now - lastAttempt > .seconds(Self.retrySeconds) {
            if writeToMain(isDurable: isDurable) { return nil }
        }
        guard !waiting.isEmpty else { return nil }
        let failure = writeToSpool(isDurable: isDurable)
        if failure == nil {
            untold?.message += "; the record is kept beside it, and goes into it once it can be written to"
        }
        return failure
    }

    /// Lets go of the files. Waits for nobody long: what stays in the log is there for the next one.
    mutating func close() {
        while isInDebt { settleSomeDebt(waitingUpTo: .milliseconds(100)) }
        if !waiting.isEmpty { _ = writeToSpool(isDurable: false) }
        if fault == nil {
            try? main?.setBusyTimeout(.milliseconds(50))
            if !path.isEmpty { try? main?.releaseFreePages() }
            try? main?.checkpoint()
        }
        main = nil
        spool = nil
    }

    private var path: String {
        if case .file(let path) = place { path } else { "" }
    }

    // MARK: The transcript

    /// Opens the transcript.
    ///
    /// - Parameter isHasty: Whether a run waits to be written: then only what must be done before that is done now.
    private mutating func openMain(isHasty: Bool = false) throws {
        switch place {
        case .database(let database):
            let store = try TranscriptStore(database, path: "", application: application)
            try store.setBusyTimeout(.seconds(TranscriptFile.busyTimeout))
            main = store
        case .file(let path):
            let checkedBytes = isHasty ? OpeningDebt.checkedBytes : TranscriptFile.maxCheckedBytes
            let database = try TranscriptFile.openForWriting(path, checkedBytes: checkedBytes)
            if isHasty {
                var debt = try OpeningDebt(database, path: path)
                // A short run may be over before the file is open.
                if debt.mustBeChecked(before: waiting) { try debt.check(database) }
                self.debt = debt
            } else {
                try TranscriptRecovery.recover(database, path: path)
            }
            main = try TranscriptStore(database, path: path, application: application, signsInLate: isHasty)
            identity = FileIdentity(path)
            logIdentity = nil
        }
    }

    private mutating func writeToMain(isDurable: Bool) -> Bool {
        lastAttempt = .now
        do {
            if main == nil { try openMain(isHasty: fault == nil) }
            if fault != nil { try main?.setBusyTimeout(.milliseconds(50)) }
            if let spool {
                try main?.merge(spool)
                self.spool = nil
                TranscriptSpool.remove(spool.path)
            }
            try main?.apply(waiting, isDurable: isDurable)
            if fault != nil { try main?.setBusyTimeout(.seconds(TranscriptFile.busyTimeout)) }
            debt?.remember(waiting)
            didWrite()
            fault = nil
            if logIdentity == nil, !path.isEmpty { logIdentity = FileIdentity(path + "-wal") }
            checkpointIfLarge()
            return true
        } catch {
            note(TranscriptError(error, "record", path: path))
            if fault?.code == .damaged { retell(main?.salvage(besides: waiting) ?? []) }
            if main?.isBeyondUse(error) == true { leaveMain() }
            return false
        }
    }

    /// Has what was written to a transcript that is no good written elsewhere, before all that waits.
    private mutating func retell(_ operations: [RecordOperation]) {
        waiting = operations + waiting
        waitingBytes += operations.reduce(0) { $0 + $1.size }
    }

    /// Lets go of the transcript; the next write opens it anew.
    private mutating func leaveMain() {
        main = nil
        debt = nil
    }

    private mutating func didWrite() {
        waiting.removeAll(keepingCapacity: waiting.count < 1024)
        waitingBytes = 0
    }

    /// A fault is told when it begins, and not again until it is over.
    private mutating func note(_ error: TranscriptError) {
        if fault == nil { untold = error }
        fault = error
    }

    // MARK: What is owed since the opening

    /// Whether something is left to be done for the transcript, between flushes.
    var isInDebt: Bool { debt != nil && fault == nil }

    /// Does some of it: what takes milliseconds.
    ///
    /// - Parameter patience: How long to wait for other programs, for the last time; zero: not now, but it is tried again.
    mutating func settleSomeDebt(waitingUpTo patience: Duration = .zero) {
        guard debt?.isChecked == true else { return settleCheck() }
        guard let main else { return debt = nil }
        do {
            try main.setBusyTimeout(patience)
            try debt?.recover(main.database)
            if debt?.isSettled == true { debt = nil }
        } catch {
            let error = TranscriptError(error, "recover runs", path: path)
            if error.code == .damaged { return abandonMain(error, retelling: main.salvage(besides: waiting)) }
            // What is not done here, the next that opens the file does.
            if error.code != .locked || patience > .zero { debt = nil }
        }
        try? main.setBusyTimeout(.seconds(TranscriptFile.busyTimeout))
    }

    /// Where the transcript turns out to be damaged, what went into it is written once more, beside it.
    private mutating func settleCheck() {
        guard let main else { return debt = nil }
        do {
            try debt?.check(main.database)
        } catch {
            abandonMain(TranscriptError(error, "check the transcript", path: path), retelling: debt?.written ?? [])
        }
    }

    private mutating func abandonMain(_ error: TranscriptError, retelling operations: [RecordOperation]) {
        note(error)
        retell(operations)
        leaveMain()
    }

    // MARK: The spool

    private mutating func writeToSpool(isDurable: Bool) -> TranscriptError? {
        guard case .file(let path) = place, fault?.code != .notATranscript else { return fault }
        do {
            if spool == nil { spool = try TranscriptSpool.open(beside: path, application: application) }
            try spool?.apply(waiting, isDurable: isDurable)
            didWrite()
            return nil
        } catch {
            return fault
        }
    }

    // MARK: The file

    /// A file that is not where it was any more takes everything and keeps nothing. What it has of runs under way is written
    /// again.
    private mutating func noticeReplacement() {
        guard case .file(let path) = place, let main else { return }
        guard FileIdentity(path) != identity else { return noticeLostLog(of: main, path) }
        note(
            TranscriptError(
                .replaced,
                "the file was deleted or replaced; recording goes on in the one that is there",
                path: path
            )
        )
        retell(main.salvage(besides: waiting))
        leaveMain()
        lastAttempt = .now - .seconds(2 * Self.retrySeconds)
    }

    /// A log that is not where it was any more takes everything, and who opens the file next does not find it. So what it has
    /// goes into the file, and the file is opened anew.
    private mutating func noticeLostLog(of main: TranscriptStore, _ path: String) {
        guard let logIdentity, FileIdentity(path + "-wal") != logIdentity else { return }
        note(
            TranscriptError(
                .replaced,
                "the log beside the file was deleted; recording goes on in a new one",
                path: path
            )
        )
        try? main.checkpoint()
        leaveMain()
        lastAttempt = .now - .seconds(2 * Self.retrySeconds)
    }

    /// Empties the log where it has grown, but not so often that flushes wait for it.
    private mutating func checkpointIfLarge() {
        guard case .file(let path) = place, let main, fault == nil else { return }
        let now = ContinuousClock.now
        guard now - lastCheckpoint > .seconds(1), FileIdentity.size(of: path + "-wal") > 4 << 20 else { return }
        lastCheckpoint = now
        // Readers may hold it up; then it is for the next time.
        try? main.checkpoint()
    }
}
