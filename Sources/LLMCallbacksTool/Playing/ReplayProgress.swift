// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Synchronization

/// How far the telling of a run has come, in times of the run as it was.
final class ReplayProgress: CallbackHandler {
    private let times: [Duration]
    private let heard = Mutex(0)

    /// - Parameters:
    ///   - times: When each piece came.
    ///   - end: Where the telling stops.
    init(times: [Duration], until end: Duration) { self.times = times.filter { $0 <= end } }

    /// A telling begins.
    func begin() { heard.withLock { $0 = 0 } }

    func handle(_ event: CallbackEvent) { heard.withLock { $0 += 1 } }

    /// How many pieces were told.
    var count: Int { min(heard.withLock { $0 }, times.count) }
    /// How many pieces there are.
    var totalCount: Int { times.count }
    /// When the last piece came that was told.
    var time: Duration { count > 0 ? times[count - 1] : .zero }
    /// When the last piece of all came.
    var total: Duration { times.last ?? .zero }
}
