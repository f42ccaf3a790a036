// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Android)
    import Android
#endif

/// Brings values of many magnitudes onto a stretch of whole powers of ten.
struct LogScale {
    /// The powers of ten where the stretch begins and ends.
    let decades: ClosedRange<Int>
    /// Where these are drawn.
    let start: Double
    let end: Double

    /// A scale that has room for all of the values; those that are not above 0 have no place on it.
    init(_ values: [Double], start: Double, end: Double) {
        let logarithms = values.filter { $0 > 0 && $0.isFinite }.map(log10)
        let low = Int((logarithms.min() ?? 0).rounded(.down))
        decades = low...max(low + 1, Int((logarithms.max() ?? 1).rounded(.up)))
        self.start = start
        self.end = end
    }

    /// Where a value is drawn.
    func position(_ value: Double) -> Double {
        let part = (log10(value) - Double(decades.lowerBound)) / Double(decades.count - 1)
        return start + (end - start) * part
    }

    /// Where a power of ten is drawn, and what stands beside it.
    var ticks: [(position: Double, value: Double, label: String)] {
        decades.map { decade in
            let value = pow(10, Double(decade))
            return (position(value), value, decade < 0 ? Figures.fixed(value, places: -decade) : Self.grouped(decade))
        }
    }

    /// A power of ten from one up, with a comma before each three zeros.
    private static func grouped(_ decade: Int) -> String {
        let first = ["1", "10", "100"][decade % 3]
        return first + String(repeating: ",000", count: decade / 3)
    }

    /// Where a number of consumers is drawn, in units: nobody at 0, one at 1, and one unit more for each doubling.
    static func doublings(_ consumers: Int) -> Double { consumers > 0 ? 1 + log2(Double(consumers)) : 0 }
}
