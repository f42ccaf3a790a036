// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LLMCallbacksOpenAI

struct DurationMillisecondsTests {
    @Test(arguments: [(0, 0), (1, 1), (999_999, 1), (1_000_000, 1), (1_000_001, 2), (1_500_000_000, 1500), (-1, 0)])
    func `a wait is never rounded down`(nanoseconds: Int, milliseconds: Int) {
        #expect(Duration.nanoseconds(nanoseconds).milliseconds == milliseconds)
    }

    @Test func `the longest wait fits into 32 bits`() {
        #expect(Duration.seconds(Int.max).milliseconds == 2_000_000_000)
    }
}
