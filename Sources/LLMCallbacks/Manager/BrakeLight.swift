// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Tells at a glance, for every token, that nothing holds the run up.
final class BrakeLight: Sendable {
    /// How many of the buffers behind it are full.
    private let fullCount = Atomic(0)

    /// Whether some buffer is full. Which run it holds up, the brake knows.
    @inline(__always)
    var isOn: Bool { fullCount.load(ordering: .relaxed) != 0 }

    /// One more buffer is full, or one less.
    func add(_ change: Int) { fullCount.add(change, ordering: .relaxed) }
}
