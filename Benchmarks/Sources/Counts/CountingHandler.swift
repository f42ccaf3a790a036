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

/// The same as an object, and without a flaw.
final class CountingObject: CallbackHandler {
    private let box: TallyBox

    init(_ box: TallyBox) { self.box = box }

    func handle(_ event: CallbackEvent) {
        if case .token(let token) = event.kind { box.add(token.text) }
    }
}

/// The same, and too large to be inlined, as handlers may be: it must get the event uncopied all the same.
final class OutlinedObject: CallbackHandler {
    private let box: TallyBox

    init(_ box: TallyBox) { self.box = box }

    @inline(never)
    func handle(_ event: CallbackEvent) {
        if case .token(let token) = event.kind { box.add(token.text) }
    }
}

extension TallyBox {
    /// As `add`, for a closure that may wait.
    func addLater(_ text: String) async { add(text) }
}
