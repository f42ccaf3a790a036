// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// A fault and the events that bring it about.
struct FaultTrigger: Sendable {
    let fault: Fault
    let isMet: @Sendable (CallbackEvent) -> Bool

    func fire(at event: CallbackEvent) throws {
        guard isMet(event) else { return }
        switch fault {
        case .throwing(let error): throw error
        case .hanging(let gate), .waiting(let gate): gate.block()
        }
    }

    func fire(at event: CallbackEvent) async throws {
        guard isMet(event) else { return }
        switch fault {
        case .throwing(let error): throw error
        case .hanging(let gate): await gate.wait()
        case .waiting(let gate): try await gate.waitUnlessCancelled()
        }
    }
}
