// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Opens a gate when as many have come as were expected.
package final class Counter: Sendable {
    /// Opens at the last arrival.
    package let gate = Gate()
    private let arrived = Atomic(0)
    private let expected: Int

    /// Creates a counter that has seen nobody.
    package init(opensAt expected: Int) { self.expected = expected }

    /// Notes one arrival.
    package func count() {
        if arrived.wrappingAdd(1, ordering: .relaxed).newValue == expected { gate.open() }
    }
}
