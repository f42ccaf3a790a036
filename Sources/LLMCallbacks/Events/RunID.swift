// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// The identity of one run: a UUID of version 7 (RFC 9562), so that ids sort by the time at which they were made.
public struct RunID: Sendable, Hashable {
    private let high: UInt64
    private let low: UInt64

    /// Makes a new id.
    public init() { self.init(milliseconds: WallTime.now.millisecondsSinceEpoch) }

    init(milliseconds: Int64) {
        var random = SystemRandomNumberGenerator()
        // RFC 9562, section 5.7: 48 bits of time, 4 of version, 12 random; 2 of variant, 62 random.
        high = UInt64(truncatingIfNeeded: milliseconds) << 16 | 0x7000 | (random.next() & 0x0FFF)
        low = 0x8000_0000_0000_0000 | (random.next() >> 2)
    }

    /// Reads an id in its written form: 32 hexadecimal digits, with or without hyphens. `nil` if it is not one.
    public init?(_ text: some StringProtocol) {
        var digits = 0
        var parts: (UInt64, UInt64) = (0, 0)
        for character in text.utf8 where character != UInt8(ascii: "-") {
            guard digits < 32, let digit = Character(UnicodeScalar(character)).hexDigitValue else { return nil }
            parts.0 = parts.0 << 4 | parts.1 >> 60
            parts.1 = parts.1 << 4 | UInt64(digit)
            digits += 1
        }
        guard digits == 32 else { return nil }
        (high, low) = parts
    }
}

extension RunID: CustomStringConvertible {
    /// The written form: 32 lower-case hexadecimal digits with hyphens after the 8th, 12th, 16th and 20th.
    public var description: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(unsafeUninitializedCapacity: 36) { buffer in
            var position = 0
            for place in 0..<32 {
                if place == 8 || place == 12 || place == 16 || place == 20 {
                    buffer[position] = UInt8(ascii: "-")
                    position += 1
                }
                let part = place < 16 ? high : low
                buffer[position] = digits[Int(part >> UInt64(60 - 4 * (place % 16)) & 0xF)]
                position += 1
            }
            return position
        }
    }
}

extension RunID: Comparable {
    /// Whether the first was made before the second, to the millisecond.
    public static func < (one: RunID, other: RunID) -> Bool {
        (one.high, one.low) < (other.high, other.low)
    }
}
