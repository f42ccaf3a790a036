// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Entering and leaving a run: see ``RunGate``.
extension RunContext {
    /// Becomes the owner of the run, if nobody is, nothing waits, and it is not over.
    @inline(__always)
    func enter() -> Bool {
        gate.compareExchange(expected: RunGate.free, desired: RunGate.taken, ordering: .acquiring).exchanged
    }

    /// Lets go of the run, after seeing to what was left in the mailbox.
    @inline(__always)
    func leave() {
        let (exchanged, _) = gate.compareExchange(
            expected: RunGate.taken,
            desired: RunGate.free,
            ordering: .releasing
        )
        if !exchanged { leaveAfterMail() }
    }

    /// Leaves a note for the owner; if there is none, becomes it and sees to the note.
    ///
    /// - Returns: Whether the run will see to the note: `false` once its terminal event is out.
    @discardableResult
    func post(_ note: RunMailbox.Note) -> Bool {
        guard mailbox.withLock({ $0.post(note) }) else { return false }
        let before = gate.bitwiseOr(RunGate.mail | RunGate.taken, ordering: .acquiringAndReleasing).oldValue
        if before & RunGate.taken == 0 { leaveAfterMail() }
        return true
    }

    /// Leaves a note for somebody else: for whoever emits next, or for a task of its own if nobody does.
    ///
    /// For callers in whose midst handlers must not be called. The note is not left to that task alone: all threads may be
    /// busy with emitters that never wait, and then it would never run.
    func postForOthers(_ note: RunMailbox.Note) {
        guard mailbox.withLock({ $0.post(note) }) else { return }
        let before = gate.bitwiseOr(RunGate.mail, ordering: .acquiringAndReleasing).oldValue
        guard before & RunGate.taken == 0 else { return }
        Task.detached { [self] in
            let before = gate.bitwiseOr(RunGate.taken, ordering: .acquiringAndReleasing).oldValue
            if before & RunGate.taken == 0 { leaveAfterMail() }
        }
    }

    @inline(never)
    private func leaveAfterMail() {
        while true {
            gate.bitwiseAnd(~RunGate.mail, ordering: .acquiringAndReleasing)
            for note in mailbox.withLock({ $0.take() }) { see(to: note) }
            let over = gate.load(ordering: .relaxed) & RunGate.over
            let (exchanged, _) = gate.compareExchange(
                expected: RunGate.taken | over,
                desired: RunGate.free | over,
                ordering: .acquiringAndReleasing
            )
            if exchanged { return }
        }
    }

    private func see(to note: RunMailbox.Note) {
        switch note {
        case .chunk(let chunk): emitOwned(chunk)
        case .failure(let failure, let registration): emit(failure, of: registration)
        case .ending(let ending): decide(ending)
        case .childless: closeIfChildless()
        }
    }
}
