// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Lines of a table on standard output.
enum Report {
    static func line(_ what: String, _ value: Double, _ unit: String) {
        let digits = value < 10 ? 2 : value < 100 ? 1 : 0
        print("\(what): \(value.rounded(to: digits)) \(unit)")
    }

    /// The value below which a share of sorted values lies.
    static func percentile(_ share: Double, of sorted: [Int64]) -> Double {
        sorted.isEmpty ? 0 : Double(sorted[min(Int(Double(sorted.count) * share), sorted.count - 1)])
    }
}

extension Double {
    fileprivate func rounded(to digits: Int) -> String {
        var factor = 1.0
        for _ in 0..<digits { factor *= 10 }
        let rounded = (self * factor).rounded() / factor
        return digits == 0 ? "\(Int(rounded))" : "\(rounded)"
    }
}
