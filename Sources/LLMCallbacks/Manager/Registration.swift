// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// One handler's place in a manager: what ``CallbackManager/add(_:)`` returns and ``CallbackManager/remove(_:)`` takes.
public final class Registration: Sendable {
    let core: HandlerCore
    /// The call of a sync handler, made for every event: so kept here, next to what is looked at for every event.
    private let function: InlineCall.Function
    /// The address of the call's target; 0 once the handler is taken off.
    private let target: Atomic<UInt>
    /// A closure that takes tokens straight; does nothing if ``takesTokens`` is `false`.
    private let tokenClosure: TokenClosure
    /// Whether tokens go to a closure, and not through the function.
    let takesTokens: Bool
    private let failures = Atomic(0)

    init(_ callback: Callback) {
        core = callback.core
        function = core.inline.function
        target = Atomic(UInt(bitPattern: core.inline.address))
        tokenClosure = core.tokenClosure ?? TokenClosure { _ in }
        takesTokens = core.tokenClosure != nil
    }

    /// Calls a sync handler. Returns whether it did: not if the handler was taken off.
    @inline(__always)
    func call(_ event: CallbackEvent) -> Bool {
        guard let target = UnsafeRawPointer(bitPattern: target.load(ordering: .relaxed)) else { return false }
        let error = function(event, target)
        if _slowPath(error != nil), let error { event.run.fail(self, at: event, error) }
        return true
    }

    /// Calls a closure that takes tokens, unless it was taken off. Returns whether it did.
    @inline(__always)
    func call(_ token: TokenDelta, of view: UnsafePointer<EventView>) -> Bool {
        guard seemsActive else { return false }
        do {
            try tokenClosure.body(token)
        } catch {
            fail(at: view, error)
        }
        return true
    }

    /// Whether events still reach the handler, told without waiting for what other threads have to say.
    @inline(__always)
    var seemsActive: Bool { target.load(ordering: .relaxed) != 0 }

    @inline(never)
    private func fail(at view: UnsafePointer<EventView>, _ error: any Error) {
        view.pointee.event.run.fail(self, at: view.pointee.event, error)
    }

    /// A registration of nothing, which was taken off before it was added.
    static let inactive: Registration = {
        let registration = Registration(Callback(core: HandlerCore(label: "", failedToOpen: CancellationError())))
        registration.deactivate()
        return registration
    }()

    /// The name under which faults are reported.
    public var label: String { core.label }
    /// Whether events still reach the handler: `false` once removed, or detached by its own policy.
    public var isActive: Bool { target.load(ordering: .acquiring) != 0 }
    /// How often the handler failed so far, over all runs.
    public var failureCount: Int { failures.load(ordering: .relaxed) }
    /// How many events its full queue has dropped so far, over all runs.
    public var droppedCount: Int { core.queue?.droppedCount ?? 0 }

    /// Takes the handler off. What is queued for it is thrown away, and no run waits for room in its queue.
    func deactivate() {
        target.store(0, ordering: .releasing)
        core.queue?.releaseAll()
    }

    /// Counts a fault and follows the policy. Returns whether the handler is now detached.
    func noteFailure() -> Bool {
        let count = failures.add(1, ordering: .relaxed).newValue
        guard case .detach(let limit) = core.failure, count >= limit else { return false }
        deactivate()
        return true
    }
}

extension Registration: Hashable {
    /// Whether both are the same place in the same manager.
    public static func == (one: Registration, other: Registration) -> Bool { one === other }
    /// Feeds the identity.
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
