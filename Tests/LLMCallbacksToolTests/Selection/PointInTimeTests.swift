// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

@testable import LLMCallbacksTool

@Suite struct PointInTimeTests {
    @Test(
        arguments: [
            ("2026-11-20T18:30Z", 1_795_199_400), ("2026-11-20 18:30:05+01:00", 1_795_195_805),
            ("2026-11-20T18:30:05.25-05:30", 1_795_219_205), ("1970-01-01T00:00Z", 0),
        ] as [(String, Int64)]
    )
    func `a time with its zone is that moment`(text: String, seconds: Int64) {
        let point = PointInTime(argument: text)
        #expect(point?.start == WallTime(secondsSinceEpoch: seconds))
        #expect(point?.end == point?.start)
    }

    @Test func `a day begins and ends by local time`() throws {
        let day = try #require(PointInTime(argument: "2026-11-20"))
        #expect(LocalTime(day.start).text == "2026-11-20 00:00:00")
        #expect(LocalTime(day.end).text == "2026-11-21 00:00:00")
        let last = try #require(PointInTime(argument: "2026-12-31"))
        #expect(LocalTime(last.end).text == "2027-01-01 00:00:00")
    }

    @Test func `ages, today and yesterday count from now`() throws {
        let now = WallTime.now
        let past = try #require(PointInTime(argument: "2d")).start
        #expect(abs(now.secondsSinceEpoch - past.secondsSinceEpoch - 2 * 86_400) <= 5)
        let today = try #require(PointInTime(argument: "today"))
        let yesterday = try #require(PointInTime(argument: "yesterday"))
        #expect(today.start <= now && now < today.end || yesterday.end == today.start)
        #expect(yesterday.end == today.start)
    }

    @Test(arguments: [
        "", "d", "2", "-2d", "2.5d", "99999999999999999999d", "9223372036854775807y", "2026", "2026-13-01", "2026-1-1",
        "2026-11-20T", "2026-11-20T25:00", "2026-11-20T18", "2026-11-20T18:30+1", "2026-11-20x", "２０２６-11-20",
        "tomorrow",
    ])
    func `anything else is refused`(text: String) {
        #expect(PointInTime(argument: text) == nil)
    }
}
