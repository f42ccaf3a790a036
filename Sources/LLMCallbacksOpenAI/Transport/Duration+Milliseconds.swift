// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension Duration {
    /// Whole milliseconds, rounded up, so that a wait of that length is never too short, and kept within what libcurl
    /// takes: at least 0, at most 23 days.
    var milliseconds: Int {
        let longest = Duration.seconds(2_000_000)
        guard self > .zero else { return 0 }
        guard self < longest else { return 2_000_000_000 }
        let (seconds, attoseconds) = components
        return Int(seconds) * 1000 + Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
