// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// One handler's place in a manager: what ``CallbackManager/add(_:)`` returns and ``CallbackManager/remove(_:)`` takes.
public final class Registration: Sendable {
    let core: HandlerCore
    /// Called for every event, so kept here, next to the flag that is looked at for every event.
    let inline: @Sendable (UnsafePointer<EventView>) throws -> Void
    let active = Atomic(true)
    private let failures = Atomic(0)

    init(_ callback: Callback) {
        core = callback.core
        inline = callback.core.inline
    }

    /// The name under which faults are reported.
    public var label: String { core.label }
    /// Whether events still reach the handler: `false` once removed, or detached by its own policy.
    public var isActive: Bool { active.load(ordering: .acquiring) }
    /// How often the handler failed so far, over all runs.
    public var failureCount: Int { failures.load(ordering: .relaxed) }
    /// How many events its full queue has dropped so far, over all runs.
    public var droppedCount: Int { core.queue?.droppedCount ?? 0 }

    /// Takes the handler off. What is queued for it is thrown away, and no run waits for room in its queue.
    func deactivate() {
        active.store(false, ordering: .releasing)
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
