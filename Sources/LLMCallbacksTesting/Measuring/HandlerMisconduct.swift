// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks

/// A handler failed while it was measured: its time is worth nothing.
public struct HandlerMisconduct: Error, CustomStringConvertible {
    /// Whose handler it was.
    public let contender: String
    /// Its first fault.
    public let failure: HandlerFailure

    /// One sentence: whose handler, and how it failed.
    public var description: String { "a handler of \(contender) failed: \(failure)" }
}
