// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LLMCallbacksTesting

struct LabelColumnTests {
    @Test func `labels that have room stand where they want to`() {
        #expect(LabelColumn(wishes: [50, 10, 90], distance: 10, within: 0...100).positions == [50, 10, 90])
    }

    @Test func `labels never overlap, and keep their order`() {
        let positions = LabelColumn(wishes: [50, 51, 49, 99], distance: 10, within: 0...100).positions
        let sorted = [2, 0, 1, 3].map { positions[$0] }
        #expect(sorted == sorted.sorted())
        #expect(zip(sorted, sorted.dropFirst()).allSatisfy { $1 - $0 >= 10 })
        #expect(sorted.allSatisfy { (0...100).contains($0) })
    }

    @Test func `labels at the end make room upwards, and too many go beyond it`() {
        #expect(LabelColumn(wishes: [100, 100], distance: 10, within: 0...100).positions == [90, 100])
        #expect(LabelColumn(wishes: [0, 0, 0], distance: 10, within: 0...5).positions == [0, 10, 20])
        #expect(LabelColumn(wishes: [], distance: 10, within: 0...5).positions.isEmpty)
    }
}
