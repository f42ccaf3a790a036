// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Shares of a whole, as SVG wants them: drawings that are as wide as the page needs no script.
enum Percent {
    /// A share from 0 to 1 as a percentage.
    static func text(_ share: Double) -> String {
        guard share.isFinite else { return "0%" }
        return "\(NumberText.decimal(min(max(share, 0), 1) * 100, places: 3))%"
    }
}
