// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// The log that the last token went to, which is most often that of the next. Whoever uses it sees to it that the log lives.
final class RecentLog: @unchecked Sendable {
    // Unchecked for `entry`, which is touched under `lock` only.

    private let lock = BriefLock(())
    private let entry: UnsafeMutablePointer<(run: RunID, log: Unmanaged<TokenLog>)?>

    init() {
        entry = .allocate(capacity: 1)
        entry.initialize(to: nil)
    }

    deinit { entry.deallocate() }

    @inline(__always)
    func log(of run: RunID) -> Unmanaged<TokenLog>? {
        lock.withLock { _ in
            guard let entry = entry.pointee, entry.run == run else { return nil }
            return entry.log
        }
    }

    func remember(_ log: TokenLog, of run: RunID) {
        lock.withLock { _ in entry.pointee = (run, .passUnretained(log)) }
    }

    func forget() { lock.withLock { _ in entry.pointee = nil } }
}
