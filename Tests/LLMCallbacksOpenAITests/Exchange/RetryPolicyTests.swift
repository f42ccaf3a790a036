// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LLMCallbacksOpenAI

struct RetryPolicyTests {
    private let policy = RetryPolicy(maxRetries: 9)

    @Test func `waits double up to the longest one`() {
        let waits = (1...7).map { policy.delay(afterFailures: $0, serverDelay: nil, shortening: 0) }
        #expect(waits == [500, 1000, 2000, 4000, 8000, 8000, 8000].map { .milliseconds($0) })
    }

    @Test func `a wait is shortened by up to a quarter`() throws {
        #expect(policy.delay(afterFailures: 1, serverDelay: nil, shortening: 0.25) == .milliseconds(375))
        let waits = try Set((0..<50).map { _ in try #require(policy.delay(afterFailures: 1, serverDelay: nil)) })
        #expect(waits.count > 1)
        #expect(waits.allSatisfy { (.milliseconds(375)...(.milliseconds(500))).contains($0) })
    }

    @Test func `after the last retry there is none`() {
        let policy = RetryPolicy(maxRetries: 2)
        #expect(policy.delay(afterFailures: 2, serverDelay: nil) != nil)
        #expect(policy.delay(afterFailures: 3, serverDelay: nil) == nil)
        #expect(RetryPolicy.never.delay(afterFailures: 1, serverDelay: .zero) == nil)
    }

    @Test func `the server's wait is kept, unless it is too long or past`() {
        #expect(policy.delay(afterFailures: 3, serverDelay: .milliseconds(7)) == .milliseconds(7))
        #expect(policy.delay(afterFailures: 1, serverDelay: .zero) == .zero)
        #expect(policy.delay(afterFailures: 1, serverDelay: .seconds(120)) == .seconds(120))
        #expect(policy.delay(afterFailures: 1, serverDelay: .seconds(121)) == nil)
        #expect(policy.delay(afterFailures: 1, serverDelay: .seconds(-5), shortening: 0) == .milliseconds(500))
    }

    @Test func `no policy makes the waits overflow`() {
        let policy = RetryPolicy(maxRetries: .max, firstDelay: .nanoseconds(1), maxDelay: .seconds(Int64.max / 2))
        let delay = policy.delay(afterFailures: 1_000, serverDelay: nil, shortening: 0) ?? .zero
        #expect(delay > .seconds(Int64.max / 4))
    }
}
