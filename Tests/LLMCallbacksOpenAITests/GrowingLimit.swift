// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Limits of time for what must happen before a limit passes: a short one, for nearly every run, and longer ones for a machine
/// that is too busy for it.
enum GrowingLimit {
    /// Every limit, the shortest first.
    static let all: [Duration] = [.seconds(1), .seconds(8), longest]
    static let longest = Duration.seconds(64)
}
