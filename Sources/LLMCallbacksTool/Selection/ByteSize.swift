// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// A size on the command line: bytes, or with a unit `500M`.
struct ByteSize: ExpressibleByArgument, Hashable {
    /// The size.
    let bytes: Int

    private static let units: [Character: Int] = [
        "k": 1_000, "m": 1_000_000, "g": 1_000_000_000, "t": 1_000_000_000_000,
    ]

    /// Reads a whole number of bytes, or of `k`, `M`, `G` or `T`, by powers of 1000, with a `B` behind it or not.
    init?(argument: String) {
        var digits = argument.lowercased()
        if digits.hasSuffix("b") { digits.removeLast() }
        let unit = digits.last.flatMap { Self.units[$0] }
        if unit != nil { digits.removeLast() }
        guard digits.allSatisfy({ $0.isASCII && $0.isNumber }), let count = Int(digits) else { return nil }
        let (bytes, isTooMuch) = count.multipliedReportingOverflow(by: unit ?? 1)
        if isTooMuch { return nil }
        self.bytes = bytes
    }
}
