// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LLMCallbacksTool

@Suite struct ReplayKeyTests {
    @Test func `bytes are keys, and what is none is passed over`() {
        #expect(ReplayKey.keys(Array(" .+-0qx".utf8)) == [.pause, .step, .faster, .slower, .originalSpeed, .quit])
        #expect(
            ReplayKey.keys(Array("\u{1B}[C\u{1B}OD\u{1B}[A{}".utf8)) == [
                .seek(.seconds(5)), .seek(.seconds(-5)), .faster, .seek(.seconds(-60)), .seek(.seconds(60)),
            ]
        )
        #expect(ReplayKey.keys([0x1B]) == [])
        #expect(ReplayKey.keys([0x1B, 0x5B]) == [])
        #expect(ReplayKey.keys([]) == [])
    }

    @Test func `a paused clock stands, and a step takes it to what is awaited`() async throws {
        let clock = ReplayClock(speed: 1)
        clock.pause(true)
        let before = clock.now
        #expect(clock.now == before)
        let sleeper = Task { try await clock.sleep(until: before.advanced(by: .seconds(3600)), tolerance: nil) }
        while before.duration(to: clock.now) < .seconds(3600) {
            clock.step()
            await Task.yield()
        }
        try await sleeper.value
        #expect(clock.isPaused)
    }

    @Test func `who waits by the clock can be cancelled`() async {
        let clock = ReplayClock(speed: 1)
        clock.pause(true)
        let sleeper = Task { try await clock.sleep(until: clock.now.advanced(by: .seconds(3600)), tolerance: nil) }
        sleeper.cancel()
        await #expect(throws: CancellationError.self) { try await sleeper.value }
    }
}
