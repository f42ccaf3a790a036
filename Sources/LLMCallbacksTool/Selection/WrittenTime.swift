// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A date, or a date and a time, in the form of ISO 8601.
///
/// https://www.rfc-editor.org/rfc/rfc3339#section-5.6
struct WrittenTime {
    let year: Int
    let month: Int
    let day: Int
    /// Hour, minute and second; `nil` of a day.
    private var clock: (hour: Int, minute: Int, second: Int)?
    /// Seconds east of UTC; `nil` of local time.
    private var offset: Int64?

    /// Reads `2026-11-20`, `2026-11-20T18:30`, `2026-11-20 18:30:05.25+01:00`. A fraction of a second is passed over.
    init?(_ text: String) {
        let date = text.prefix(10).split(separator: "-", omittingEmptySubsequences: false).map { Self.number($0) }
        guard date.count == 3, text.prefix(10).utf8.count == 10, let year = date[0], let month = date[1],
            let day = date[2],
            (1970...9999).contains(year), (1...12).contains(month), (1...31).contains(day)
        else {
            return nil
        }
        (self.year, self.month, self.day) = (year, month, day)
        let rest = text.dropFirst(10)
        guard let mark = rest.first else { return }
        guard mark == "T" || mark == "t" || mark == " ", readClock(rest.dropFirst()) else { return nil }
    }

    /// Whether it is a day as a whole.
    var isDay: Bool { clock == nil }

    /// The moment of a time; `nil` of a day.
    var moment: WallTime? {
        guard let clock else { return nil }
        guard let offset else {
            return LocalTime(
                year: year,
                month: month,
                day: day,
                hour: clock.hour,
                minute: clock.minute,
                second: clock.second
            ).moment
        }
        var fields = tm()
        (fields.tm_year, fields.tm_mon, fields.tm_mday) = (Int32(year - 1900), Int32(month - 1), Int32(day))
        (fields.tm_hour, fields.tm_min, fields.tm_sec) = (Int32(clock.hour), Int32(clock.minute), Int32(clock.second))
        return WallTime(secondsSinceEpoch: Int64(timegm(&fields)) - offset)
    }

    private mutating func readClock(_ text: Substring) -> Bool {
        let time = text.prefix { $0.isASCII && $0.isNumber || $0 == ":" }
        let parts = time.split(separator: ":", omittingEmptySubsequences: false).map { Self.number($0, digits: 2) }
        guard parts.count == 2 || parts.count == 3, let hour = parts[0], let minute = parts[1],
            let second = parts.count == 3 ? parts[2] : 0, hour < 24, minute < 60, second <= 60
        else {
            return false
        }
        clock = (hour, minute, second)
        var zone = text.dropFirst(time.count)
        if zone.first == "." { zone = zone.dropFirst().drop { $0.isASCII && $0.isNumber } }
        return readZone(zone)
    }

    private mutating func readZone(_ text: Substring) -> Bool {
        if text.isEmpty { return true }
        if text == "Z" || text == "z" {
            offset = 0
            return true
        }
        let parts = text.dropFirst().split(separator: ":").map { Self.number($0, digits: 2) }
        guard text.first == "+" || text.first == "-", parts.count == 2, let hour = parts[0], let minute = parts[1],
            hour < 24,
            minute < 60
        else {
            return false
        }
        offset = Int64(hour * 3600 + minute * 60) * (text.first == "-" ? -1 : 1)
        return true
    }

    private static func number(_ text: Substring, digits: Int? = nil) -> Int? {
        guard !text.isEmpty, text.allSatisfy({ $0.isASCII && $0.isNumber }), digits.map({ text.count == $0 }) ?? true
        else {
            return nil
        }
        return Int(text)
    }
}
