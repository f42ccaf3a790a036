// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTesting

/// Adds up what it hears; and has a flaw, if that is wanted.
struct CountingHandler: CallbackHandler {
    let box = TallyBox()
    let flaw: Flaw?

    func handle(_ event: CallbackEvent) {
        guard case .token(let token) = event.kind else { return }
        box.add(token.text)
        if let flaw { flaw.commit() }
    }
}
