// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Waits for work in a task of its own, but not for ever.
enum TimeLimit {
    private enum State: Sendable {
        case working
        case done
        case late
    }

    private static let steps = 100

    /// Whether the work was done in time. If not, it is cancelled and left alone: work that hangs cannot be ended.
    static func isKept(_ limit: Duration, by work: @escaping @Sendable () async -> Void) async -> Bool {
        let state = Watched(State.working)
        let worker = Task.detached {
            await work()
            state.update { if case .working = $0 { $0 = .done } }
        }
        let watch = Task.detached {
            // In steps, each of which waits for its turn among all tasks: where these are too many for the machine, the
            // work has that much longer.
            for _ in 0..<steps { try await ContinuousClock().sleep(for: limit / steps) }
            state.update { if case .working = $0 { $0 = .late } }
        }
        await state.wait { if case .working = $0 { false } else { true } }
        watch.cancel()
        guard case .late = state.state else { return true }
        worker.cancel()
        return false
    }
}
