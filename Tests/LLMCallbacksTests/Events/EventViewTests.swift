// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LLMCallbacks

/// How events lie in memory, which Swift settles and the core relies on.
struct EventViewTests {
    private static let tokens = [
        TokenDelta(""), TokenDelta("longer than fifteen bytes of text", lane: .reasoning, choice: 3),
        TokenDelta("{", lane: .toolCall(slot: 5), choice: -1, callID: "call_1", callName: "lookup"),
    ]

    private static let retry = Retry(attempt: 1, delay: .zero, reason: "")

    @Test(arguments: tokens) func `a token that is lent from an event is the event's`(token: TokenDelta) async throws {
        try await CallbackManager().run("run", input: "") { run in
            let event = CallbackEvent(run: run.context, sequence: 7, nanoseconds: 9, kind: .token(token))
            withUnsafePointer(to: EventView(event)) { view in
                #expect(view.token?.pointee.token == token)
            }
        }
    }

    @Test func `nothing is lent from an event that is no token`() async throws {
        try await CallbackManager().run("run", input: "") { run in
            let kinds: [CallbackEvent.Kind] = [.dropped(1), .replaced(TokenDelta("text")), .retrying(Self.retry)]
            for kind in kinds {
                let event = CallbackEvent(run: run.context, sequence: 1, nanoseconds: 1, kind: kind)
                withUnsafePointer(to: EventView(event)) { view in #expect(view.token == nil) }
            }
        }
    }

    @Test func `an event's case has a byte of its own, and no event is larger than nine words`() {
        #expect(MemoryLayout<CallbackEvent.Kind>.size == MemoryLayout<TokenDelta>.size + 1)
        #expect(MemoryLayout<CallbackEvent>.size <= 72)
    }
}
