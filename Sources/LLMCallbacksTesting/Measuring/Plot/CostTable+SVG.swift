// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension CostTable {
    /// A plot of the cost of a token against the number of consumers, both on logarithmic scales: a line for each contender,
    /// through the least times, with whiskers up to what 90 of 100 turns do not exceed.
    ///
    /// An SVG document of its own, which follows the reader's light or dark scheme.
    public var svg: String { CostPlot(self).svg }
}
