// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Counts values by size, so that percentiles of any number of values cost little memory.
///
/// Values below 1,024 are kept exactly; above, every power of two has 1,024 steps, and a value counts as the least of its step:
/// a percentile is too small by less than 0.1 %.
public struct Histogram: Sendable {
    private var counts: [Int] = []
    /// How many values were recorded.
    public private(set) var count = 0

    /// Creates an empty histogram.
    public init() {}

    /// Takes in one value. Negative ones count as 0.
    public mutating func record(_ value: Int) {
        let step = Self.step(of: UInt(max(0, value)))
        if step >= counts.count { counts += Array(repeating: 0, count: step - counts.count + 1) }
        counts[step] += 1
        count += 1
    }

    /// The value that so many of a hundred do not exceed; `nil` of an empty histogram.
    ///
    /// - Parameter percent: From 0, the least value, to 100, the greatest.
    public func percentile(_ percent: Double) -> Int? {
        guard count > 0 else { return nil }
        let rank = max(1, Int((min(max(percent, 0), 100) / 100 * Double(count)).rounded(.up)))
        var seen = 0
        let step = counts.firstIndex { entry in
            seen += entry
            return seen >= rank
        }
        return step.map(Self.value)
    }

    private static let bits = 10

    private static func step(of value: UInt) -> Int {
        let shift = max(0, UInt.bitWidth - value.leadingZeroBitCount - bits - 1)
        return shift << bits + Int(value >> shift)
    }

    /// The least value of a step.
    private static func value(of step: Int) -> Int {
        let shift = max(0, step >> bits - 1)
        return (step - shift << bits) << shift
    }
}
