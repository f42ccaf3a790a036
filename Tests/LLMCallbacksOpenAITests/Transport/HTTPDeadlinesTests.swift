// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LLMCallbacksOpenAI

struct HTTPDeadlinesTests {
    private typealias Progress = HTTPDeadlines.Progress
    private let start = MonotonicInstant.now

    @Test func `without limits there is no deadline`() {
        var deadlines = HTTPDeadlines(.none, start: start)
        #expect(deadlines.next == nil)
        deadlines.restartIdle(at: start)
        #expect(deadlines.next == nil)
    }

    @Test func `until the first token, bytes and events change nothing`() {
        let timeouts = Timeouts(firstToken: .seconds(9), idle: .seconds(2), event: .seconds(3))
        var deadlines = HTTPDeadlines(timeouts, start: start)
        #expect(deadlines.next == after(9))
        deadlines.restartIdle(at: after(1))
        // The bytes may have had a token: the consumer is asked when it would have been silent for too long.
        #expect(deadlines.next == after(3))
        #expect(deadlines.passed(at: after(3), Progress(lastEvent: after(1))) == nil)
        #expect(deadlines.next == after(9))
        #expect(deadlines.passed(at: after(9), Progress(lastEvent: after(1))) == .firstToken)
    }

    @Test func `after it, silence is idle, and pings are no events`() {
        let timeouts = Timeouts(firstToken: .seconds(9), idle: .seconds(2), event: .seconds(5))
        var deadlines = HTTPDeadlines(timeouts, start: start)
        deadlines.restartIdle(at: after(1))
        let begun = Progress(lastEvent: after(1), hasToken: true)
        #expect(deadlines.passed(at: after(3), begun) == .idle)
        deadlines.restartIdle(at: after(2))
        #expect(deadlines.passed(at: after(3), begun) == nil)
        #expect(deadlines.next == after(4))
        deadlines.restartIdle(at: after(4))
        deadlines.restartIdle(at: after(5))
        #expect(deadlines.next == after(6))
        #expect(deadlines.passed(at: after(6), begun) == .event)
    }

    @Test func `while a transfer stands still it is not idle, yet the total runs on`() {
        let timeouts = Timeouts(firstToken: nil, idle: .seconds(1), event: nil, total: .seconds(60))
        var deadlines = HTTPDeadlines(timeouts, start: start)
        let begun = Progress(lastEvent: start, hasToken: true)
        deadlines.restartIdle(at: start)
        deadlines.suspendIdle()
        #expect(deadlines.next == after(60))
        #expect(deadlines.passed(at: after(59), begun) == nil)
        deadlines.restartIdle(at: after(59))
        #expect(deadlines.next == after(60))
        #expect(deadlines.passed(at: after(60), begun) == .total)
    }

    @Test func `a consumer who has not judged what arrived is asked again`() {
        let timeouts = Timeouts(firstToken: .seconds(1), idle: nil, event: nil)
        var deadlines = HTTPDeadlines(timeouts, start: start)
        #expect(deadlines.passed(at: after(1), Progress(lastEvent: start, isWaiting: false)) == nil)
        #expect(deadlines.next == after(1) + .milliseconds(100))
        #expect(deadlines.passed(at: after(2), Progress(lastEvent: start)) == .firstToken)
    }

    @Test func `a consumer whom pings keep at work does not hold a limit off`() {
        let timeouts = Timeouts(firstToken: nil, idle: nil, event: .seconds(1))
        var deadlines = HTTPDeadlines(timeouts, start: start)
        func passed(at seconds: Int, judged: Int, lastEvent: Int = 0) -> CurlError.Limit? {
            let last = after(lastEvent)
            let progress = Progress(lastEvent: last, hasToken: true, isWaiting: false, judgedParts: judged)
            return deadlines.passed(at: after(seconds), progress)
        }
        #expect(passed(at: 1, judged: 7) == nil)
        #expect(passed(at: 2, judged: 8) == nil)
        #expect(passed(at: 3, judged: 9, lastEvent: 3) == nil)
        #expect(passed(at: 4, judged: 20, lastEvent: 3) == nil)
        #expect(passed(at: 5, judged: 22, lastEvent: 3) == .event)
    }

    private func after(_ seconds: Int) -> MonotonicInstant { start + .seconds(seconds) }
}
