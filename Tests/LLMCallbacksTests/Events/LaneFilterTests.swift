// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

struct LaneFilterTests {
    @Test func `includes the lanes it names, tool calls of every slot`() {
        let lanes: [TokenDelta.Lane] = [.text, .reasoning, .refusal, .toolCall(slot: 0), .toolCall(slot: 7)]
        #expect(lanes.filter(LaneFilter.text.includes) == [.text])
        #expect(lanes.filter(LaneFilter([.reasoning, .refusal]).includes) == [.reasoning, .refusal])
        #expect(lanes.filter(LaneFilter.toolCalls.includes) == [.toolCall(slot: 0), .toolCall(slot: 7)])
        #expect(lanes.filter(LaneFilter.all.includes) == lanes)
        #expect(lanes.filter(LaneFilter().includes).isEmpty)
    }
}
