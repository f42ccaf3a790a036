// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Usage, from the model to the handlers that keep account of it. Called by the owner of the gate alone.
extension RunContext {
    /// The model said something about usage.
    func account(_ newer: TokenUsage) {
        emission.pointee.note(newer)
        guard let usage = emission.pointee.usage else { return }
        for registration in sinks.accountants where registration.isActive {
            registration.core.accountant?.account(usage, of: self)
        }
    }

    /// Has the accounts closed, once, and tells what there is to tell. Returns whether anything was told.
    func closeAccounts(_ ending: RunEnding) -> Bool {
        guard !emission.pointee.areAccountsClosed else { return false }
        emission.pointee.areAccountsClosed = true
        guard !sinks.accountants.isEmpty else { return false }
        let error: (any Error)? = if case .failed(let error) = ending { error } else { nil }
        var closing = RunClosing(
            run: self,
            outcome: ending.outcome,
            error: error,
            model: emission.pointee.model,
            tokenCount: emission.pointee.tokenCount,
            usage: emission.pointee.finalUsage
        )
        for registration in sinks.accountants where registration.isActive {
            registration.core.accountant?.close(&closing)
        }
        emission.pointee.usage = closing.usage
        for event in closing.events { deliver(.custom(event)) }
        return !closing.events.isEmpty
    }
}
