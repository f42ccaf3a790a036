// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// When a price holds: from a day on, and perhaps only at some hours, in UTC.
struct PriceValidity: Sendable, Hashable {
    /// The first second at which it holds, since 1970; `nil` if it always did.
    var from: Int64?
    /// The seconds of the day at which it begins to hold and no longer holds; the second may be before the first.
    var hours: Hours?

    /// A part of each day.
    struct Hours: Sendable, Hashable {
        var start: Int64
        var end: Int64
    }

    /// Whether it holds at a time.
    func holds(at time: WallTime) -> Bool {
        if let from, time.secondsSinceEpoch < from { return false }
        guard let hours else { return true }
        let second = ((time.secondsSinceEpoch % 86_400) + 86_400) % 86_400
        if hours.end < hours.start { return second >= hours.start || second < hours.end }
        return hours.start <= second && second < hours.end
    }
}

extension PriceValidity {
    /// The second at which a day begins, written `2026-11-20`; `nil` if it is no day.
    static func second(ofDay text: String) -> Int64? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int64($0) }
        guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2],
            (1970...9999).contains(year), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        return daysSinceEpoch(year, month, day) * 86_400
    }

    /// The second of the day of a time of the day in UTC, written `16:30`, `16:30:00` or `16:30:00Z`; `nil` if it is none.
    static func second(ofTime text: String) -> Int64? {
        let text = text.hasSuffix("Z") ? text.dropLast() : text.hasSuffix("+00:00") ? text.dropLast(6) : text[...]
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int64($0) }
        guard (2...3).contains(parts.count), let hour = parts[0], let minute = parts[1],
            let second = parts.count == 3 ? parts[2] : 0,
            (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second)
        else { return nil }
        return hour * 3_600 + minute * 60 + second
    }

    /// Counts days in eras of 400 years that begin on 1 March, as described at
    /// https://howardhinnant.github.io/date_algorithms.html#days_from_civil.
    private static func daysSinceEpoch(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
