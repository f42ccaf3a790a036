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
    private let inlineGroups: InlineGroups
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
        var (inline, queuedTokens): ([Registration], [Queued]) = ([], [])
        var (queued, settling, accountants): ([Registration], [Registration], [Registration]) = ([], [], [])
        var lights: [Unmanaged<BrakeLight>] = []
        var events: EventFilter = []
        for registration in registrations {
            let core = registration.core
            events.formUnion(core.events)
            if let queue = core.queue {
                queued.append(registration)
                guard core.events.contains(.tokens) else { continue }
                queuedTokens.append(Queued(registration: .passUnretained(registration), queue: .passUnretained(queue)))
            } else {
                if core.events.contains(.tokens) { inline.append(registration) }
                if let light = core.light { lights.append(.passUnretained(light)) }
                if core.settler != nil { settling.append(registration) }
                if core.accountant != nil { accountants.append(registration) }
            }
        }
        inlineGroups = InlineGroups(inline)
        self.queuedTokens = Self.list(queuedTokens)
        self.lights = Self.list(lights)
        mayCongest = !queuedTokens.isEmpty || !lights.isEmpty
        (self.queued, self.settling, self.accountants) = (queued, settling, accountants)
        self.events = events
    }

    /// Calls every inline handler that wants tokens.
    @inline(__always)
    func callInline(_ view: UnsafePointer<EventView>) { inlineGroups.call(view) }

    /// Puts a token into the queue of every handler that wants tokens. Returns whether the run should wait for room.
    @inline(never)
    func enqueue(_ view: UnsafePointer<EventView>) -> Bool {
        var isCongested = false
        for handler in queuedTokens {
            let isActive = handler.registration._withUnsafeGuaranteedRef { $0.seemsActive }
            guard isActive else { continue }
            let isFull = handler.queue._withUnsafeGuaranteedRef { $0.enqueue(token: view, for: handler.registration) }
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
        if elements.isEmpty { return UnsafeBufferPointer(start: nil, count: 0) }
        let list = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
        _ = list.initialize(fromContentsOf: elements)
        return UnsafeBufferPointer(list)
    }
}
