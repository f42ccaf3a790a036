// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The handlers of one run, as they stood when it started, sorted by how they are reached.
///
/// Handlers are kept in plain memory and called without counting references: the lists never change, and they hold a
/// reference to each registration from `init` to `deinit`.
final class RunSinks: @unchecked Sendable {
    // Unchecked, as pointers are not `Sendable`: what they point at is written in `init` alone.

    /// Every handler, in the order in which it is called.
    let all: [Registration]
    /// Inline handlers that want tokens.
    let inlineTokens: UnsafeBufferPointer<Unmanaged<Registration>>
    /// Queued handlers that want tokens.
    let queuedTokens: UnsafeBufferPointer<Unmanaged<Registration>>
    /// What may hold the run up, of inline handlers that buffer.
    let inlineBrakes: [any Brake]
    /// Whether any handler may hold the run up.
    let mayCongest: Bool
    /// The queued handlers: those whose end a run waits for.
    let queued: [Registration]
    /// What any of them wants.
    let events: EventFilter

    init(_ registrations: [Registration]) {
        all = registrations
        let tokens = registrations.filter { $0.core.events.contains(.tokens) }
        inlineTokens = Self.list(tokens.filter { $0.core.queue == nil })
        queuedTokens = Self.list(tokens.filter { $0.core.queue != nil })
        queued = registrations.filter { $0.core.queue != nil }
        mayCongest = registrations.contains { $0.core.brake != nil }
        inlineBrakes = registrations.compactMap { $0.core.queue == nil ? $0.core.brake : nil }
        events = registrations.reduce(into: []) { $0.formUnion($1.core.events) }
    }

    /// Calls every inline handler that wants tokens.
    ///
    /// A function of its own, with the event as its parameter: so the compiler borrows both the event and the handlers'
    /// closures, and counts no references in the loop.
    @inline(never)
    func callInline(_ token: CallbackEvent) {
        for handler in inlineTokens {
            handler._withUnsafeGuaranteedRef { registration in
                guard registration.active.load(ordering: .relaxed) else { return }
                do {
                    try registration.inline(token)
                } catch {
                    token.run.fail(registration, at: token, error)
                }
            }
        }
    }

    /// Puts a token into the queue of every handler that wants tokens. Returns whether the run should wait for room.
    @inline(never)
    func enqueue(_ token: CallbackEvent) -> Bool {
        var isCongested = false
        for handler in queuedTokens {
            handler._withUnsafeGuaranteedRef { registration in
                guard registration.active.load(ordering: .relaxed), let queue = registration.core.queue else { return }
                if queue.enqueue(token, for: handler) { isCongested = true }
            }
        }
        for brake in inlineBrakes where brake.isFull(for: token.run) { isCongested = true }
        return isCongested
    }

    deinit {
        inlineTokens.deallocate()
        queuedTokens.deallocate()
    }

    /// Everything that may hold the run up.
    var brakes: [any Brake] { all.compactMap(\.core.brake) }

    private static func list(_ registrations: [Registration]) -> UnsafeBufferPointer<Unmanaged<Registration>> {
        let list = UnsafeMutableBufferPointer<Unmanaged<Registration>>.allocate(capacity: registrations.count)
        _ = list.initialize(fromContentsOf: registrations.map(Unmanaged.passUnretained))
        return UnsafeBufferPointer(list)
    }
}
