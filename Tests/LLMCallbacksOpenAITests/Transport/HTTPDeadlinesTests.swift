// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LLMCallbacksOpenAI

struct HTTPDeadlinesTests {
    private let start = ContinuousClock.now

    @Test func `without limits there is no deadline`() {
        #expect(HTTPDeadlines(.none, start: start).next == nil)
    }

    @Test func `the first byte has its own limit, and then the idle one holds`() throws {
        let limits = HTTPLimits(connect: nil, firstByte: .seconds(9), idle: .seconds(2))
        var deadlines = HTTPDeadlines(limits, start: start)
        #expect(try #require(deadlines.next) == (.firstByte, start + .seconds(9)))
        deadlines.restartIdle(at: start + .seconds(5))
        #expect(try #require(deadlines.next) == (.idle, start + .seconds(7)))
        deadlines.restartIdle(at: start + .seconds(6))
        #expect(try #require(deadlines.next) == (.idle, start + .seconds(8)))
    }

    @Test func `while a transfer stands still it is not idle, yet the total runs on`() throws {
        let limits = HTTPLimits(connect: nil, firstByte: .seconds(1), idle: .seconds(1), total: .seconds(60))
        var deadlines = HTTPDeadlines(limits, start: start)
        deadlines.suspendIdle()
        #expect(try #require(deadlines.next) == (.total, start + .seconds(60)))
        deadlines.restartIdle(at: start + .seconds(10))
        #expect(try #require(deadlines.next) == (.idle, start + .seconds(11)))
        deadlines.restartIdle(at: start + .milliseconds(59_500))
        #expect(try #require(deadlines.next) == (.total, start + .seconds(60)))
    }
}
