// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A flag that shares no cache line with anything that is written often, so that a thread may look at it again and again
/// without slowing those down who write.
final class LonelyFlag: Sendable {
    private let before: Line = (0, 0, 0, 0, 0, 0, 0, 0)
    private let flag = Atomic(false)
    private let after: Line = (0, 0, 0, 0, 0, 0, 0, 0)

    /// The size of a cache line.
    private typealias Line = (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64)

    /// Whether the flag is up.
    var isUp: Bool {
        @inline(__always) get { flag.load(ordering: .relaxed) }
        set { flag.store(newValue, ordering: .relaxed) }
    }
}
