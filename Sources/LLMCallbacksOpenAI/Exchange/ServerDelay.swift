// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import CCurl
import LLMCallbacks

/// How long a server asks to wait before the next attempt.
enum ServerDelay {
    /// Reads `retry-after-ms` (milliseconds), else `retry-after`: seconds, perhaps with a fraction, or a date. `nil` if
    /// there is none that can be read; negative for a date in the past.
    /// https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
    static func requested(by head: HTTPHead, now: WallTime = .now) -> Duration? {
        if let value = head["retry-after-ms"], let delay = duration(value, unit: .milliseconds(1)) { return delay }
        guard let value = head["retry-after"] else { return nil }
        return duration(value, unit: .seconds(1)) ?? wait(until: value, from: now)
    }

    private static func duration(_ value: String, unit: Duration) -> Duration? {
        guard let number = Double(value), number >= 0 else { return nil }
        // More than this many seconds is never in any case, and more still than a duration can hold.
        return unit * min(number, 1e9)
    }

    /// https://curl.se/libcurl/c/curl_getdate.html
    private static func wait(until date: String, from now: WallTime) -> Duration? {
        let seconds = curl_getdate(date, nil)
        guard seconds != -1 else { return nil }
        return .milliseconds(Int64(seconds) * 1000 - now.millisecondsSinceEpoch)
    }
}
