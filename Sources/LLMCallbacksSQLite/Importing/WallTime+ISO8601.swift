// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

extension WallTime {
    /// Reads a moment as ISO 8601 has it: `2026-11-23T20:34:56.789Z`, with any number of digits in the fraction, or none; a space
    /// instead of the T; an offset instead of the Z, or nothing for UTC. `nil` if it is none.
    ///
    /// https://www.rfc-editor.org/rfc/rfc3339#section-5.6
    init?(iso8601 text: String) {
        let pattern = #/(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,30}))?(?:[Zz]|([+-])(\d\d):(\d\d))?/#
        guard let match = text.wholeMatch(of: pattern) else { return nil }
        let numbers = [match.1, match.2, match.3, match.4, match.5, match.6].compactMap { Int64($0) }
        guard numbers.count == 6, (1...12).contains(numbers[1]), (1...31).contains(numbers[2]), numbers[3] < 24,
            numbers[4] < 60, numbers[5] <= 60
        else { return nil }
        var seconds = Self.days(year: numbers[0], month: numbers[1], day: numbers[2]) * 86_400
        seconds += numbers[3] * 3600 + numbers[4] * 60 + numbers[5]
        if let sign = match.8, let hours = match.9.flatMap({ Int64($0) }), let minutes = match.10.flatMap({ Int64($0) })
        {
            seconds -= (hours * 3600 + minutes * 60) * (sign == "-" ? -1 : 1)
        }
        let fraction = String(match.7 ?? "").prefix(9)
        let nanoseconds = Int32(fraction + String(repeating: "0", count: 9 - fraction.count)) ?? 0
        self.init(secondsSinceEpoch: seconds, nanoseconds: nanoseconds)
    }

    /// Days from 1970-01-01, by counting in eras of 400 years that begin on 1 March, as described at
    /// https://howardhinnant.github.io/date_algorithms.html#days_from_civil.
    private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let year = month <= 2 ? year - 1 : year
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}
