// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// The nested runs that are under way in a run.
struct RunChildren {
    private var live: [ObjectIdentifier: Child] = [:]
    private var reserved = 0
    private var isCancelled = false
    private var isClosed = false
    private var isAwaited = false

    private struct Child {
        weak var run: RunContext?
    }

    /// Announces a nested run that is about to be made. Refused when the run is over: it takes no more children.
    mutating func reserve() -> Bool {
        guard !isClosed else { return false }
        reserved += 1
        return true
    }

    /// The announced run is made. Returns whether it must be cancelled at once.
    mutating func add(_ run: RunContext) -> Bool {
        live[ObjectIdentifier(run)] = Child(run: run)
        return isCancelled
    }

    /// A nested run is over. Returns whether the run itself waits for just that.
    mutating func remove(_ run: RunContext) -> Bool {
        guard live.removeValue(forKey: ObjectIdentifier(run)) != nil else { return false }
        reserved -= 1
        return reserved == 0 && isAwaited
    }

    /// Marks all nested runs as cancelled, also those still to be made.
    mutating func cancel() -> [RunContext] {
        isCancelled = true
        return live.values.compactMap(\.run)
    }

    /// Takes no more nested runs, if there are none. Otherwise remembers that their end is awaited.
    mutating func closeIfNone() -> Bool {
        isClosed = reserved == 0
        isAwaited = !isClosed
        return isClosed
    }
}
