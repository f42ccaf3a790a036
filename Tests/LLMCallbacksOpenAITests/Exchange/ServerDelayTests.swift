// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

@testable import LLMCallbacksOpenAI

struct ServerDelayTests {
    /// 2026-11-23T20:34:56Z
    private let now = WallTime(secondsSinceEpoch: 1_795_466_096)

    @Test(arguments: [
        ("1", Duration.seconds(1)), ("0.25", .milliseconds(250)), ("0", .zero),
        ("Mon, 23 Nov 2026 20:35:06 GMT", .seconds(10)), ("Mon, 23 Nov 2026 20:34:46 GMT", .seconds(-10)),
    ])
    func `retry-after is seconds or a date`(value: String, delay: Duration) {
        #expect(requested(("Retry-After", value)) == delay)
    }

    @Test(arguments: ["1e300", "inf", "999999999999999999999"])
    func `a wait beyond all bounds is a long one`(value: String) throws {
        #expect(try #require(requested(("Retry-After", value))) > .seconds(900_000_000))
    }

    @Test(arguments: ["", "-1", "nan", "soon", "1,5", "Mon, 99 Nov"])
    func `what cannot be read is no wait`(value: String) {
        #expect(requested(("Retry-After", value)) == nil)
        #expect(requested(("Retry-After-Ms", value), ("Retry-After", "3")) == .seconds(3))
    }

    @Test func `milliseconds come first`() {
        #expect(requested(("retry-after", "3"), ("retry-after-ms", "150.5")) == .microseconds(150_500))
        #expect(requested() == nil)
    }

    private func requested(_ fields: (String, String)...) -> Duration? {
        let head = HTTPHead(status: 429, headers: fields.map { HTTPHeaderField($0.0, $0.1) })
        return ServerDelay.requested(by: head, now: now)
    }
}
