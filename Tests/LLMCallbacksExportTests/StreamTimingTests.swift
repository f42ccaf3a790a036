// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksExport
import Testing

@Suite struct StreamTimingTests {
    @Test func `gaps lie between pieces with text, and percentiles are gaps that were there`() {
        var run = ExampleRun()
        run.add(.token(TokenDelta("", lane: .toolCall(slot: 0), callID: "1", callName: "f")), after: .milliseconds(5))
        for gap in [95, 10, 20, 30, 40] { run.say("ab", after: .milliseconds(gap)) }
        run.end(after: .milliseconds(50))
        let timing = StreamTiming(run.events)
        #expect(timing.arrivals.count == 6)
        #expect(timing.timeToFirst == .milliseconds(100))
        #expect(timing.timeToLast == .milliseconds(200))
        #expect(timing.total == .milliseconds(250))
        #expect(timing.gaps == [10, 20, 30, 40].map { .milliseconds($0) })
        #expect(timing.percentile(0) == .milliseconds(10))
        #expect(timing.percentile(0.5) == .milliseconds(20))
        #expect(timing.percentile(0.95) == .milliseconds(40))
        #expect(timing.percentile(1) == .milliseconds(40))
        #expect(timing.longestGap == .milliseconds(40))
        #expect(timing.piecesPerSecond == 40)
    }

    @Test func `a run without pieces has no gaps, and no speed`() {
        var run = ExampleRun()
        run.end(after: .seconds(3))
        let timing = StreamTiming(run.events)
        #expect(timing.gaps.isEmpty && timing.percentile(0.5) == nil && timing.piecesPerSecond == nil)
        #expect(timing.timeToFirst == nil && timing.longestGap == nil && timing.flags.isEmpty)
    }

    @Test func `a stream that somebody gathered first is told by its times`() {
        var run = ExampleRun()
        run.say("so", after: .milliseconds(500))
        run.say("on", after: .milliseconds(900))
        for _ in 0..<20 { run.say("burst", after: .microseconds(50)) }
        run.end()
        guard case .buffered(let share, let span) = StreamTiming(run.events).flags.first else {
            Issue.record("no flag")
            return
        }
        #expect(share > 0.95)
        #expect(span < .milliseconds(2))
    }

    @Test func `a steady stream has no flag`() {
        var run = ExampleRun()
        for _ in 0..<200 { run.say("word ") }
        run.end()
        #expect(StreamTiming(run.events).flags.isEmpty)
    }

    @Test func `stalls, a slow start and a stream that slows down are told`() {
        var run = ExampleRun()
        run.say("first", after: .seconds(9))
        for place in 0..<80 { run.say("word ", after: .milliseconds(10 + place)) }
        run.say("late", after: .milliseconds(1200))
        run.end()
        let flags = StreamTiming(run.events).flags
        #expect(flags.map(\.name) == ["stall", "slow start", "slows down"])
        #expect(flags.contains(.stalled(count: 1, longest: .milliseconds(1200))))
        #expect(flags.contains(.slowStart(.seconds(9))))
        #expect(flags.allSatisfy { !$0.explanation.isEmpty })
    }

    @Test(
        arguments: [
            (.zero, "0 s"), (.microseconds(85), "85 µs"), (.microseconds(21_340), "21.3 ms"),
            (.milliseconds(1520), "1.52 s"),
            (.microseconds(999_600), "1.00 s"), (.seconds(99.96), "1 min 40 s"), (.seconds(125), "2 min 05 s"),
            (.seconds(3720), "1 h 02 min"), (.milliseconds(-5), "-5.00 ms"),
        ] as [(Duration, String)]
    ) func `durations have three digits`(duration: Duration, text: String) {
        #expect(NumberText.short(duration) == text)
    }

    @Test func `numbers are written for people`() {
        #expect(NumberText.grouped(1_234_567) == "1,234,567")
        #expect(NumberText.grouped(-999) == "-999")
        #expect(NumberText.decimal(2.345, places: 1) == "2.3")
        #expect(NumberText.decimal(-0.04, places: 1) == "0.0")
        #expect(NumberText.round(.milliseconds(500)) == "500 ms")
        #expect(NumberText.round(.milliseconds(1500)) == "1.5 s")
    }
}
