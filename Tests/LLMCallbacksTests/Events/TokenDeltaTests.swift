// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LLMCallbacks

struct TokenDeltaTests {
    static let lanes: [TokenDelta.Lane] = [
        .text, .reasoning, .refusal, .toolCall(slot: 0), .toolCall(slot: 7), .toolCall(slot: -1),
    ]

    @Test(arguments: lanes)
    func `a token gives back the lane that it was made with, and any that is set`(lane: TokenDelta.Lane) {
        var token = TokenDelta("text", lane: lane)
        #expect(token.lane == lane)
        for other in Self.lanes {
            token.lane = other
            #expect(token.lane == other)
        }
        #expect(TokenDelta("text", lane: lane) == TokenDelta("text", lane: lane))
    }

    @Test func `tokens of different lanes or slots differ`() {
        let tokens = Self.lanes.map { TokenDelta("text", lane: $0) }
        #expect(Set(tokens).count == Self.lanes.count)
        #expect(!tokens[3].canJoin(tokens[4]))
        #expect(tokens[4].canJoin(TokenDelta("more", lane: .toolCall(slot: 7))))
    }

    @Test func `a slot that no server means is taken for the greatest`() {
        #expect(TokenDelta("", lane: .toolCall(slot: .max)).lane == .toolCall(slot: Int(Int32.max)))
        #expect(TokenDelta("", lane: .toolCall(slot: .min)).lane == .toolCall(slot: Int(Int32.min)))
    }
}
