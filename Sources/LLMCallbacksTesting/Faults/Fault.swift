// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What is wrong with a handler that is wrong on purpose.
@nonexhaustive
public enum Fault: Sendable {
    /// It throws.
    case throwing(any Error)
    /// It does not return until the gate is opened. It is deaf to cancellation; a sync one blocks its thread.
    case hanging(until: Gate)
    /// It does not return until the gate is opened or its task is cancelled; then it throws `CancellationError`. A sync one
    /// cannot hear that, and blocks its thread.
    case waiting(at: Gate)
}
