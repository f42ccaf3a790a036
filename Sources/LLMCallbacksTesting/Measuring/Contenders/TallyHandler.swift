// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// Adds every token that it hears to a tally.
struct TallyHandler: CallbackHandler {
    let box = TallyBox()

    func handle(_ event: CallbackEvent) {
        if case .token(let token) = event.kind { box.add(token.text) }
    }
}

/// The same behind a queue.
struct AsyncTallyHandler: AsyncCallbackHandler {
    let box = TallyBox()

    func handle(_ event: CallbackEvent) async {
        if case .token(let token) = event.kind { box.add(token.text) }
    }
}
