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

/// A moment of the calendar, in UTC. A run reads it once, at its start; everything later is measured from there.
public struct WallTime: Sendable, Hashable, Comparable {
    /// Whole seconds since 1970-01-01T00:00:00Z, without leap seconds.
    public let secondsSinceEpoch: Int64
    /// The rest, from 0 to 999,999,999.
    public let nanoseconds: Int32

    /// Creates a moment.
    public init(secondsSinceEpoch: Int64, nanoseconds: Int32 = 0) {
        self.secondsSinceEpoch = secondsSinceEpoch
        self.nanoseconds = nanoseconds
    }

    /// The present.
    public static var now: WallTime {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return WallTime(secondsSinceEpoch: Int64(time.tv_sec), nanoseconds: Int32(time.tv_nsec))
    }

    /// Whole milliseconds since 1970-01-01T00:00:00Z.
    public var millisecondsSinceEpoch: Int64 { secondsSinceEpoch * 1000 + Int64(nanoseconds / 1_000_000) }

    /// The moment a duration later.
    public func advanced(by duration: Duration) -> WallTime {
        let (seconds, attoseconds) = duration.components
        let total = Int64(nanoseconds) + attoseconds / 1_000_000_000
        let carry = total >= 1_000_000_000 ? Int64(1) : total < 0 ? -1 : 0
        return WallTime(
            secondsSinceEpoch: secondsSinceEpoch + seconds + carry,
            nanoseconds: Int32(total - carry * 1_000_000_000)
        )
    }

    /// Whether the first comes before the second.
    public static func < (one: WallTime, other: WallTime) -> Bool {
        (one.secondsSinceEpoch, one.nanoseconds) < (other.secondsSinceEpoch, other.nanoseconds)
    }
}

extension WallTime: CustomStringConvertible {
    /// ISO 8601 with milliseconds: `2026-11-23T20:34:56.789Z`.
    public var description: String {
        let days = Int((secondsSinceEpoch - ((secondsSinceEpoch % 86_400) + 86_400) % 86_400) / 86_400)
        let second = Int(((secondsSinceEpoch % 86_400) + 86_400) % 86_400)
        let date = Self.civilDate(daysSinceEpoch: days)
        let time = [second / 3600, second / 60 % 60, second % 60].map { Self.padded($0, 2) }
        let day = [Self.padded(date.year, 4), Self.padded(date.month, 2), Self.padded(date.day, 2)]
        let milliseconds = Self.padded(Int(nanoseconds / 1_000_000), 3)
        return "\(day.joined(separator: "-"))T\(time.joined(separator: ":")).\(milliseconds)Z"
    }

    /// The Gregorian date of a day, by counting in eras of 400 years that begin on 1 March, as described at
    /// https://howardhinnant.github.io/date_algorithms.html#civil_from_days.
    private static func civilDate(daysSinceEpoch: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = daysSinceEpoch + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
