// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// A limit of time on the command line: seconds, with a fraction if need be, or `none`.
struct Seconds: ExpressibleByArgument {
    /// The limit, more than nothing; nil if there is none.
    let duration: Duration?

    /// Reads a number above 0, or `none`. Limits above 30 years are no limits, and nothing that a clock could count.
    init?(argument: String) {
        if argument == "none" {
            duration = nil
        } else if let seconds = Double(argument), seconds > 0, seconds <= 1e9 {
            duration = .seconds(seconds)
        } else {
            return nil
        }
    }
}
