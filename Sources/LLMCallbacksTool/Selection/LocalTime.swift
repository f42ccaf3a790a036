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

/// A moment by the clock and the calendar of the place that the environment names (`TZ`).
struct LocalTime {
    private var fields = tm()

    /// A moment in local time.
    init(_ time: WallTime) {
        var seconds = time_t(time.secondsSinceEpoch)
        localtime_r(&seconds, &fields)
    }

    /// A local date and time. Fields out of range are carried on, as `mktime` does it.
    init(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
        fields.tm_year = Int32(clamping: year - 1900)
        fields.tm_mon = Int32(clamping: month - 1)
        fields.tm_mday = Int32(clamping: day)
        fields.tm_hour = Int32(clamping: hour)
        fields.tm_min = Int32(clamping: minute)
        fields.tm_sec = Int32(clamping: second)
        fields.tm_isdst = -1
    }

    /// The moment; `nil` if the system cannot say it.
    var moment: WallTime? {
        var fields = fields
        // -1 is also the last second of 1969, in which nobody recorded.
        let seconds = mktime(&fields)
        return seconds == -1 ? nil : WallTime(secondsSinceEpoch: Int64(seconds))
    }

    /// The first moment of a day so many days later.
    func midnight(daysLater days: Int) -> WallTime? {
        var day = self
        day.fields.tm_mday += Int32(clamping: days)
        (day.fields.tm_hour, day.fields.tm_min, day.fields.tm_sec) = (0, 0, 0)
        day.fields.tm_isdst = -1
        return day.moment
    }

    /// The date and time as `2026-11-20 18:30:05`.
    var text: String {
        let date =
            "\(Self.padded(Int(fields.tm_year) + 1900, 4))-\(Self.padded(Int(fields.tm_mon) + 1))-\(Self.padded(Int(fields.tm_mday)))"
        return
            "\(date) \(Self.padded(Int(fields.tm_hour))):\(Self.padded(Int(fields.tm_min))):\(Self.padded(Int(fields.tm_sec)))"
    }

    /// The offset from UTC as `+01:00`.
    var offset: String {
        let minutes = fields.tm_gmtoff / 60
        let (hour, minute) = minutes.magnitude.quotientAndRemainder(dividingBy: 60)
        return "\(minutes < 0 ? "-" : "+")\(Self.padded(Int(hour))):\(Self.padded(Int(minute)))"
    }

    private static func padded(_ number: Int, _ width: Int = 2) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
