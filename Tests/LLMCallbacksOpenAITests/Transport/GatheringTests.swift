// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LLMCallbacksOpenAI

struct GatheringTests {
    @Test func `many streams of small pieces are read together, in proportion to their work`() {
        #expect(rest(work: .microseconds(500)) == .microseconds(7_500))
        #expect(rest(work: .zero) == .zero)
    }

    @Test func `no piece is told later by more than the longest rest`() {
        #expect(rest(work: .seconds(1)) == .milliseconds(150))
    }

    @Test func `few streams are read at once`() {
        #expect(rest(transfers: 63) == .zero)
        #expect(rest(transfers: 64) > .zero)
    }

    @Test func `large pieces are read at once`() {
        #expect(rest(sockets: 3, bytes: 3 * 2_048) > .zero)
        #expect(rest(sockets: 3, bytes: 3 * 2_048 + 1) == .zero)
    }

    @Test func `a round without sockets is no reason to rest`() {
        #expect(rest(sockets: 0, bytes: 0) == .zero)
    }

    private func rest(
        work: Duration = .microseconds(500),
        sockets: Int = 50,
        bytes: Int = 10_000,
        transfers: Int = 1_000
    ) -> Duration {
        Gathering.rest(afterWork: work, sockets: sockets, bytes: bytes, transfers: transfers)
    }
}
