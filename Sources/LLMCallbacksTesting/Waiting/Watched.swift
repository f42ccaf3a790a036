// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A value behind a lock that tasks can wait for: what all the waiting in this module is made of.
final class Watched<State: Sendable>: Sendable {
    private struct Waiter {
        let number: Int
        let isMet: @Sendable (State) -> Bool
        let continuation: CheckedContinuation<Bool, Never>
    }

    private struct Contents {
        var state: State
        var waiters: [Waiter] = []
        var lastNumber = 0
        /// Waiters whose task was cancelled before they were in the list.
        var cancelled: Set<Int> = []

        mutating func takeMet() -> [Waiter] {
            guard !waiters.isEmpty else { return [] }
            let state = state
            let met = waiters.filter { $0.isMet(state) }
            if !met.isEmpty { waiters.removeAll { $0.isMet(state) } }
            return met
        }
    }

    private let contents: Mutex<Contents>

    init(_ state: State) { contents = Mutex(Contents(state: state)) }

    /// The value as it is.
    var state: State { contents.withLock { $0.state } }

    /// Changes the value and wakes whoever waited for that, in the order in which they came.
    @discardableResult
    func update<Result: Sendable>(_ change: @Sendable (inout State) -> Result) -> Result {
        let (result, met) = contents.withLock { contents in
            let result = change(&contents.state)
            return (result, contents.takeMet())
        }
        for waiter in met { waiter.continuation.resume(returning: true) }
        return result
    }

    /// Waits until the value is as wished, whether or not the task is cancelled.
    func wait(until isMet: @escaping @Sendable (State) -> Bool) async {
        let number = nextNumber()
        _ = await withCheckedContinuation { continuation in
            add(Waiter(number: number, isMet: isMet, continuation: continuation))
        }
    }

    /// Waits until the value is as wished.
    ///
    /// - Throws: `CancellationError` if the task is cancelled before.
    func waitUnlessCancelled(until isMet: @escaping @Sendable (State) -> Bool) async throws {
        let number = nextNumber()
        let isDone = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                add(Waiter(number: number, isMet: isMet, continuation: continuation))
            }
        } onCancel: {
            cancel(number)
        }
        guard isDone else { throw CancellationError() }
    }

    private func nextNumber() -> Int {
        contents.withLock { contents in
            contents.lastNumber += 1
            return contents.lastNumber
        }
    }

    private func add(_ waiter: Waiter) {
        let answer: Bool? = contents.withLock { contents in
            if waiter.isMet(contents.state) { return true }
            if contents.cancelled.remove(waiter.number) != nil { return false }
            contents.waiters.append(waiter)
            return nil
        }
        if let answer { waiter.continuation.resume(returning: answer) }
    }

    private func cancel(_ number: Int) {
        let waiter: Waiter? = contents.withLock { contents in
            guard let place = contents.waiters.firstIndex(where: { $0.number == number }) else {
                contents.cancelled.insert(number)
                return nil
            }
            return contents.waiters.remove(at: place)
        }
        waiter?.continuation.resume(returning: false)
    }
}
