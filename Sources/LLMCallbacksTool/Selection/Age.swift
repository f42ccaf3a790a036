// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// A stretch of time on the command line: a whole number and a unit, such as `90d`.
struct Age: ExpressibleByArgument, Hashable {
    /// How long.
    let seconds: Int64

    private static let units: [Character: Int64] = [
        "s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 7 * 86_400, "y": 365 * 86_400,
    ]

    /// Reads seconds, minutes, hours, days, weeks or years of 365 days, up to ten thousand years: `30s`, `5m`, `12h`, `2d`, `3w`,
    /// `1y`.
    init?(argument: String) {
        guard let unit = argument.last.flatMap({ Self.units[$0] }), argument.first?.isNumber == true,
            let count = Int64(argument.dropLast())
        else {
            return nil
        }
        let (seconds, isTooMuch) = count.multipliedReportingOverflow(by: unit)
        guard !isTooMuch, seconds <= 10_000 * 365 * 86_400 else { return nil }
        self.seconds = seconds
    }
}
