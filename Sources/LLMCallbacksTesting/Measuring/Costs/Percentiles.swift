// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// How values are spread: the least, the greatest, and what so many of a hundred do not exceed.
public struct Percentiles: Sendable, Hashable, Codable {
    /// The least value.
    public var least: Double
    /// What 10 of 100 values do not exceed.
    public var p10: Double
    /// What 50 of 100 values do not exceed.
    public var p50: Double
    /// What 90 of 100 values do not exceed.
    public var p90: Double
    /// What 99 of 100 values do not exceed.
    public var p99: Double
    /// The greatest value.
    public var greatest: Double

    /// Reads them off, one after the other.
    ///
    /// - Parameter value: The value that so many of a hundred do not exceed.
    public init(_ value: (_ percent: Double) -> Double) {
        least = value(0)
        p10 = value(10)
        p50 = value(50)
        p90 = value(90)
        p99 = value(99)
        greatest = value(100)
    }
}
