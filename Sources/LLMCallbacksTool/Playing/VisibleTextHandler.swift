// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// Passes events on to a handler that writes to a terminal, with text that cannot drive it: see ``VisibleText``.
struct VisibleTextHandler<Base: CallbackHandler>: CallbackHandler {
    let base: Base

    func handle(_ event: CallbackEvent) throws {
        var shown = event
        switch event.kind {
        case .token(var token):
            token.text = VisibleText.lines(token.text)
            shown.kind = .token(token)
        case .replaced(var token):
            token.text = VisibleText.lines(token.text)
            shown.kind = .replaced(token)
        default: break
        }
        try base.handle(shown)
    }
}
