// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LLMCallbacks

struct RingTests {
    @Test(arguments: [1, 2, 3, 7, 8, 9, 64, 1000])
    func `a ring gives out what was put in, in order, however it grows and turns`(burst: Int) {
        var ring = Ring<Int>()
        var (next, expected) = (0, 0)
        for round in 0..<200 {
            for _ in 0..<burst {
                ring.extend().initialize(to: next)
                next += 1
            }
            // Now and then all, mostly some: so that first and last come to lie everywhere.
            let taken = round % 5 == 4 ? ring.count : (round &* 7) % (ring.count + 1)
            for _ in 0..<taken {
                #expect(ring.popFirst() == expected)
                expected += 1
            }
        }
        while let element = ring.popFirst() {
            #expect(element == expected)
            expected += 1
        }
        #expect(expected == next)
    }

    @Test func `a ring that claims places ahead writes to no place that is taken`() {
        // 64 places, filled from each of them on.
        for first in 0..<64 {
            var ring = Ring<UInt64>()
            for _ in 0..<64 { ring.extend().initialize(to: 0) }
            while ring.popFirst() != nil {}
            for _ in 0..<first {
                ring.extend().initialize(to: 0)
                _ = ring.popFirst()
            }
            for number in 0..<64 {
                ring.extend().initialize(to: .max - UInt64(number))
                for offset in 0...number where ring.place(offset).pointee != .max - UInt64(offset) {
                    Issue.record("place \(offset) of \(number + 1) from \(first) on was written to")
                }
            }
        }
    }

    @Test func `a token in a ring owns its strings, and gives them up when it leaves`() {
        let run = RunContext(.init("test"))
        let registration = Registration(.handler(ActingHandler { _ in }))
        let texts = (0..<1000).map { "a text of its own, longer than fifteen bytes: \($0)" }
        var ring = EventRing()
        for (sequence, text) in texts.enumerated() {
            // Strings that nobody else holds once they are in the ring.
            let copy = String(text.reversed().reversed())
            let token = TokenDelta(copy, lane: .toolCall(slot: 0), callID: copy + "!", callName: copy + "?")
            let event = CallbackEvent(run: run, sequence: sequence, nanoseconds: 0, kind: .token(token))
            withUnsafePointer(to: EventView(event)) { ring.append(token: $0, for: .passUnretained(registration)) }
        }
        for (sequence, text) in texts.enumerated() {
            let entry = ring[0]
            ring.dropFirst()
            #expect(entry.event.sequence == sequence)
            #expect(entry.event.token?.text == text)
            #expect(entry.event.token?.callID == text + "!")
            #expect(entry.event.token?.callName == text + "?")
        }
    }
}
