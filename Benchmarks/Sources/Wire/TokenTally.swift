// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Synchronization

/// Counts the tokens of all runs.
final class TokenTally: CallbackHandler {
    private let count = Atomic(0)

    var value: Int { count.load(ordering: .relaxed) }

    func handle(_ event: CallbackEvent) { if case .token = event.kind { count.add(1, ordering: .relaxed) } }
}
