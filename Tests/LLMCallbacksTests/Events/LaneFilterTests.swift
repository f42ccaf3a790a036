// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

struct LaneFilterTests {
    @Test func `includes the lanes it names, tool calls of every slot`() {
        let lanes: [TokenDelta.Lane] = [.text, .reasoning, .refusal, .toolCall(slot: 0), .toolCall(slot: 7)]
        #expect(lanes.filter(LaneFilter.text.contains) == [.text])
        #expect(lanes.filter(LaneFilter([.reasoning, .refusal]).contains) == [.reasoning, .refusal])
        #expect(lanes.filter(LaneFilter.toolCalls.contains) == [.toolCall(slot: 0), .toolCall(slot: 7)])
        #expect(lanes.filter(LaneFilter.all.contains) == lanes)
        #expect(lanes.filter(LaneFilter().contains).isEmpty)
    }
}
