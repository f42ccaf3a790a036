// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksSQLite
import Synchronization

/// A run that is told again at a terminal, with keys to steer it and a line that says where it is.
struct KeyedReplay: Sendable {
    private let replay: Replay
    private let clock: ReplayClock
    private let progress: ReplayProgress

    init(_ replay: Replay) throws {
        self.replay = replay
        clock = ReplayClock(speed: replay.pace.speed ?? 1)
        progress = ReplayProgress(
            times: try replay.reader.chunks(of: replay.run).map(\.time),
            until: replay.part.upperBound
        )
    }

    /// Tells the run. Returns whether it came to its end; `false` if somebody quit.
    ///
    /// - Throws: `CancellationError`, `OutputError`.
    func play() async throws -> Bool {
        RawTerminal.enter()
        defer { RawTerminal.restore() }
        var start = replay.part.lowerBound
        while true {
            switch try await tell(from: start) {
            case .over: return true
            case .quit: return false
            case .jump(let time):
                start = time
                RawTerminal.clear()
            }
        }
    }

    private enum Ending { case over, quit, jump(Duration) }

    /// Tells the run from some moment on, until it is over or a key ends that.
    private func tell(from start: Duration) async throws -> Ending {
        progress.begin()
        let part = min(start, replay.part.upperBound)...replay.part.upperBound
        // The clock is as fast as the reader wants; the pace only cuts long waits.
        let pace = ReplayPace.scaled(by: 1, longestGap: replay.pace.longestGap)
        return try await withThrowingTaskGroup(of: Ending?.self) { group in
            group.addTask {
                let heard = Callback.handler(progress, events: [.tokens, .replaced])
                return try await replay.play(pace, part, by: clock, [heard]) ? .over : .quit
            }
            group.addTask { try await followKeys() }
            group.addTask {
                while true {
                    RawTerminal.show(status)
                    try await Task.sleep(for: .milliseconds(100))
                }
            }
            defer { group.cancelAll() }
            while let ending = try await group.next() { if let ending { return ending } }
            return .over
        }
    }

    private func followKeys() async throws -> Ending? {
        for await key in ReplayKeys.shared.next() {
            switch key {
            case .pause: clock.pause()
            case .step: clock.step()
            case .faster: clock.setSpeed(clock.speed * 2)
            case .slower: clock.setSpeed(clock.speed / 2)
            case .originalSpeed: clock.setSpeed(1)
            case .seek(let distance): return .jump(max(.zero, progress.time + distance))
            case .quit: return .quit
            }
            RawTerminal.show(status)
        }
        return nil
    }

    private var status: String {
        let sign = clock.isPaused ? "❚❚" : "▶"
        let speed = clock.speed == 1 ? "" : "  \(Figures.decimals(clock.speed, clock.speed < 1 ? 2 : 0))×"
        let place =
            "\(Figures.decimals(progress.time / .seconds(1), 1)) / \(Figures.decimals(progress.total / .seconds(1), 1)) s"
        let keys = "space pause  . step  ←→ seek  +- speed  q quit"
        return " \(sign) \(place)\(speed)  \(progress.count)/\(progress.totalCount)   \(keys)"
    }
}
