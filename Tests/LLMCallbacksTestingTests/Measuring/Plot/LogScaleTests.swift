// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LLMCallbacksTesting

struct LogScaleTests {
    @Test func `a scale covers whole powers of ten and leaves out what has no place on it`() {
        let scale = LogScale([0, -1, 3, 2000, .infinity], start: 0, end: 400)
        #expect(scale.decades == 0...4)
        #expect(scale.position(1) == 0)
        #expect(scale.position(100) == 200)
        #expect(scale.ticks.map(\.label) == ["1", "10", "100", "1,000", "10,000"])
        #expect(LogScale([0.05], start: 0, end: 1).ticks.map(\.label) == ["0.01", "0.1"])
        #expect([0, 1, 2, 64].map(LogScale.doublings) == [0, 1, 2, 7])
    }
}
