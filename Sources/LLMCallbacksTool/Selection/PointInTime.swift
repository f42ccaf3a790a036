// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LLMCallbacks

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A moment on the command line: so long ago, a day, or a time of a day.
struct PointInTime: ExpressibleByArgument, Hashable {
    /// The moment; of a day its first.
    let start: WallTime
    /// The moment; of a day the first after it.
    let end: WallTime

    /// Reads `2d` (two days ago; see ``Age``), `now`, `today`, `yesterday`, `2026-11-20`, or a time such as `2026-11-20T18:30`, with
    /// seconds and a zone (`Z`, `+01:00`) if wanted. Without a zone it is local time.
    init?(argument: String) {
        let now = WallTime.now
        if let age = Age(argument: argument) {
            self.init(now.advanced(by: .seconds(-age.seconds)))
        } else if argument == "now" {
            self.init(now)
        } else if argument == "today" {
            self.init(day: LocalTime(now), offset: 0)
        } else if argument == "yesterday" {
            self.init(day: LocalTime(now), offset: -1)
        } else if let date = WrittenTime(argument) {
            self.init(date)
        } else {
            return nil
        }
    }

    private init(_ moment: WallTime) { (start, end) = (moment, moment) }

    private init?(day: LocalTime, offset: Int) {
        guard let start = day.midnight(daysLater: offset), let end = day.midnight(daysLater: offset + 1) else {
            return nil
        }
        (self.start, self.end) = (start, end)
    }

    private init?(_ date: WrittenTime) {
        if date.isDay {
            self.init(day: LocalTime(year: date.year, month: date.month, day: date.day), offset: 0)
        } else if let moment = date.moment {
            self.init(moment)
        } else {
            return nil
        }
    }
}
