// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension JSONWriter {
    /// Appends a duration in seconds.
    mutating func appendSeconds(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        let micros = attoseconds / 1_000_000_000_000
        // Both parts have the same sign, but either may be 0.
        if seconds < 0 || micros < 0 { append(UInt8(ascii: "-")) }
        append(String(seconds.magnitude).utf8)
        if micros != 0 { appendFraction(micros.magnitude) }
    }

    /// Appends a point and six digits, without the zeros at their end.
    private mutating func appendFraction(_ millionths: UInt64) {
        append(UInt8(ascii: "."))
        var rest = millionths
        var unit: UInt64 = 100_000
        while rest > 0 {
            append(UInt8(ascii: "0") + UInt8(rest / unit))
            rest %= unit
            unit /= 10
        }
    }
}
