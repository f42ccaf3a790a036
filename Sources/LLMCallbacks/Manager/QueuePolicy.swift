// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// The rules of one handler's queue.
@usableFromInline
struct QueuePolicy: Sendable {
    let overflow: OverflowPolicy
    /// The most events that wait, besides those in the handler's hands and the start and terminal events, which are
    /// always taken.
    let limit: Int
    /// The least time between the beginnings of two deliveries.
    let interval: Duration?

    @usableFromInline
    init(overflow: OverflowPolicy, limit: Int, interval: Duration? = nil) {
        self.overflow = overflow
        self.limit = max(1, limit)
        self.interval = interval
    }
}
