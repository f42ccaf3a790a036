// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// Completes the usage of runs that are recorded, and keeps to itself what it finds strange about it: nobody asked.
struct CompletingHandler: AccountingHandler {
    let base: TokenCountingHandler

    func handle(_ event: CallbackEvent) { base.handle(event) }

    func account(_ usage: TokenUsage, of run: RunContext) { base.account(usage, of: run) }

    func close(_ closing: inout RunClosing) {
        let events = closing.events
        base.close(&closing)
        closing.events = events
    }
}
