// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// What a queue hands to its handler at one time: events, one after the other.
///
/// The loop over it is inlined into the module that registers a handler, so that the handler is called straight, without a
/// closure in between; and each event is lent where it lies.
@usableFromInline
struct Delivery: ~Copyable {
    /// What is to be delivered. The first one is being delivered, if one is.
    var batch = EventRing()
    private var isUnderWay = false
    /// For one event whose faults somebody else sees to: what the handler threw.
    private(set) var error: (any Error)?
    private let isWatched: Bool

    /// A delivery of what a queue gives out.
    init() { isWatched = false }

    /// A delivery of one event, whose end and whose faults somebody else sees to.
    init(watched entry: EventRing.Entry) {
        isWatched = true
        batch.append(entry.event, for: entry.registration)
    }

    /// Goes on to the next event that is still wanted. Returns `false` when there is none.
    @usableFromInline
    mutating func next() -> Bool {
        if isUnderWay { finish() }
        while batch.count > 0 {
            if isWanted {
                isUnderWay = true
                return true
            }
            finish()
        }
        return false
    }

    /// The event that is being delivered.
    @usableFromInline
    var view: UnsafePointer<EventView> {
        @inline(__always) get { UnsafePointer(batch.view(at: 0)) }
    }

    /// The handler threw at the event that is being delivered.
    @usableFromInline
    @inline(never)
    mutating func fail(_ error: any Error) {
        guard !isWatched else { return self.error = error }
        let entry = batch[0]
        entry.event.run.noteFailure(of: entry.registration.takeUnretainedValue(), at: entry.event, .init(error))
    }

    /// Whether the handler still wants the event. A token is in the queue only because it was wanted; an end, wanted or not.
    @inline(__always)
    private var isWanted: Bool {
        batch.registration(at: 0)._withUnsafeGuaranteedRef { registration in
            guard isWatched || registration.seemsActive else { return false }
            if case .token = batch.view(at: 0).pointee.event.kind { return true }
            return registration.core.events.contains(EventFilter(batch.view(at: 0).pointee.event.kind))
        }
    }

    @inline(__always)
    private mutating func finish() {
        if case .token = batch.view(at: 0).pointee.event.kind {
        } else {
            finishOther()
        }
        batch.dropFirst()
        isUnderWay = false
    }

    @inline(never)
    private func finishOther() {
        let entry = batch[0]
        if entry.event.isTerminal, !isWatched {
            entry.event.run.noteEndTaken(by: entry.registration.takeUnretainedValue())
        }
    }
}
