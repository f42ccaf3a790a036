// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Which run's tokens go into which log of an ``AsyncIteratorHandler``.
struct IteratorRuns {
    /// Runs under way: each outermost one has a log, the runs nested in it share that.
    private var logs: [RunID: TokenLog] = [:]
    private var owners: Set<RunID> = []
    /// The log of the run that started last.
    private var latest: TokenLog?
    /// Made for a loop that came before its run.
    private var awaited: TokenLog?

    /// A run starts: nested in one that is heard already, or with a log of its own.
    mutating func start(_ run: RunContext, orMake make: () -> TokenLog) {
        if let parent = run.parentID, let log = logs[parent] {
            logs[run.id] = log
            return
        }
        let log = awaited ?? make()
        awaited = nil
        latest = log
        logs[run.id] = log
        owners.insert(run.id)
        log.begin(run)
    }

    /// A run is over. Returns its log if that is over with it.
    mutating func finish(_ run: RunContext) -> TokenLog? {
        let log = logs.removeValue(forKey: run.id)
        return owners.remove(run.id) == nil ? nil : log
    }

    func log(of run: RunID) -> TokenLog? { logs[run] }

    /// The log that a new loop reads.
    mutating func logToRead(orMake make: () -> TokenLog) -> TokenLog {
        if let latest, !latest.isConsumed { return latest }
        let log = awaited ?? make()
        awaited = log
        return log
    }
}
