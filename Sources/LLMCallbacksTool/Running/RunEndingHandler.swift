// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Synchronization

/// Keeps what there was when a run was over, also if it failed.
final class RunEndingHandler: CallbackHandler {
    private let last = Mutex<RunResult?>(nil)

    /// What there was; `nil` before the end.
    var result: RunResult? { last.withLock { $0 } }

    func handle(_ event: CallbackEvent) {
        if let result = event.result { last.withLock { $0 = result } }
    }
}
