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
    /// Inline handlers that want tokens, and after them one that is never active.
    private let inlineTokens: UnsafeBufferPointer<Unmanaged<Registration>>
    /// Queued handlers that want tokens.
    let queuedTokens: UnsafeBufferPointer<Queued>
    /// The lights of inline handlers that buffer and may hold the run up.
    let lights: UnsafeBufferPointer<Unmanaged<BrakeLight>>
    /// Whether any handler may hold the run up.
    let mayCongest: Bool
    /// The queued handlers: those whose end a run waits for.
    let queued: [Registration]
    /// Inline handlers that settle after the end: a run waits for these, too.
    let settling: [Registration]
    /// The inline handlers that keep account of usage.
    let accountants: [Registration]
    /// What any of them wants.
    let events: EventFilter

    init(_ registrations: [Registration]) {
        all = registrations
        let tokens = registrations.filter { $0.core.events.contains(.tokens) }
        let inline = tokens.filter { $0.core.queue == nil } + [.inactive]
        inlineTokens = Self.list(inline.map(Unmanaged.passUnretained))
        queuedTokens = Self.list(
            tokens.compactMap { registration in
                registration.core.queue.map {
                    Queued(registration: .passUnretained(registration), queue: .passUnretained($0))
                }
            }
        )
        queued = registrations.filter { $0.core.queue != nil }
        lights = Self.list(registrations.compactMap(\.core.light).map(Unmanaged.passUnretained))
        mayCongest = !queuedTokens.isEmpty || !lights.isEmpty
        settling = registrations.filter { $0.core.settler != nil }
        accountants = registrations.filter { $0.core.accountant != nil }
        events = registrations.reduce(into: []) { $0.formUnion($1.core.events) }
    }

    /// Calls every inline handler that wants tokens.
    ///
    /// A function of its own, with the event as its parameter: so the compiler borrows the handlers' functions, and counts no
    /// references in the loop. Each reads of the event what it needs, where it lies. The list needs no second look at where
    /// it ends: whoever is not active is either removed or the mark behind the last.
    @inline(never)
    func callInline(_ view: UnsafePointer<EventView>) {
        // A list is never empty, so it has an address.
        var place = inlineTokens.baseAddress.unsafelyUnwrapped
        while true {
            let isCalled = place.pointee._withUnsafeGuaranteedRef { $0.call(view) }
            place += 1
            if !isCalled, place == inlineTokens.baseAddress.unsafelyUnwrapped + inlineTokens.count { return }
        }
    }

    /// Puts a token into the queue of every handler that wants tokens. Returns whether the run should wait for room.
    @inline(never)
    func enqueue(_ view: UnsafePointer<EventView>) -> Bool {
        var isCongested = false
        for handler in queuedTokens {
            let isActive = handler.registration._withUnsafeGuaranteedRef { $0.seemsActive }
            guard isActive else { continue }
            let isFull = handler.queue._withUnsafeGuaranteedRef { $0.enqueue(view.pointee, for: handler.registration) }
            if isFull { isCongested = true }
        }
        for light in lights where light._withUnsafeGuaranteedRef({ $0.isOn }) {
            if isHeldUp(view.pointee.event.run) { isCongested = true }
        }
        return isCongested
    }

    /// Whether an inline handler's buffer holds up this run. Its light says that it holds up some run.
    @inline(never)
    private func isHeldUp(_ run: RunContext) -> Bool {
        all.contains { $0.core.light != nil && $0.core.brake?.isFull(for: run) ?? false }
    }

    deinit {
        inlineTokens.deallocate()
        queuedTokens.deallocate()
        lights.deallocate()
    }

    /// Everything that may hold the run up.
    var brakes: [any Brake] { all.compactMap(\.core.brake) }

    /// A queued handler that wants tokens.
    struct Queued {
        let registration: Unmanaged<Registration>
        let queue: Unmanaged<DeliveryQueue>
    }

    private static func list<Element>(_ elements: [Element]) -> UnsafeBufferPointer<Element> {
        let list = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
        _ = list.initialize(fromContentsOf: elements)
        return UnsafeBufferPointer(list)
    }
}
