// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacksTesting
import Testing

struct ManualClockTests {
    @Test func `a sleeper wakes when its moment has come and not before`() async throws {
        let clock = ManualClock()
        let task = Task { try await clock.sleep(for: .seconds(2)) }
        try await clock.waitForSleepers()
        clock.advance(by: .seconds(1))
        #expect(clock.sleeperCount == 1)
        clock.advance(by: .seconds(1))
        #expect(clock.sleeperCount == 0)
        try await task.value
        #expect(clock.now.offset == .seconds(2))
    }

    @Test func `whoever sleeps no time at all does not sleep`() async throws {
        let clock = ManualClock()
        try await clock.sleep(for: .zero)
        clock.advance(by: .seconds(1))
        try await clock.sleep(until: .init(offset: .milliseconds(500)))
        #expect(clock.sleeperCount == 0)
    }

    @Test func `only those whose moment has come are woken`() async throws {
        let clock = ManualClock()
        try await withThrowingTaskGroup(of: Int.self) { group in
            for seconds in [3, 1, 2] {
                group.addTask {
                    try await clock.sleep(for: .seconds(seconds))
                    return seconds
                }
            }
            try await clock.waitForSleepers(3)
            clock.advance(by: .seconds(2))
            let awake = [try await group.next(), try await group.next()]
            #expect(Set(awake) == [1, 2])
            #expect(clock.sleeperCount == 1)
            clock.advance(by: .seconds(1))
            #expect(try await group.next() == 3)
        }
    }

    @Test func `cancelling wakes a sleeper with an error`() async throws {
        let clock = ManualClock()
        let task = Task { try await clock.sleep(for: .seconds(2)) }
        try await clock.waitForSleepers()
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(clock.sleeperCount == 0)
    }
}
