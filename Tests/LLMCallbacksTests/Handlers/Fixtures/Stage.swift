// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// A run under way whose every word the test speaks itself, so that two of them are interleaved as the test wants.
struct Stage: Sendable {
    let run: Run
    private let finish: AsyncStream<(any Error)?>.Continuation
    private let outcome: Task<RunResult, any Error>

    static func open(
        _ name: String = "stage",
        kind: RunKind = .model,
        manager: CallbackManager = CallbackManager(),
        callbacks: [Callback] = [],
        options: RunOptions = RunOptions()
    ) async throws -> Stage {
        let (curtain, finish) = AsyncStream<(any Error)?>.makeStream()
        let (runs, opened) = AsyncStream<Run>.makeStream()
        let outcome = Task.detached {
            defer { opened.finish() }
            return try await manager.run(name, input: "", kind: kind, callbacks: callbacks, options: options) { run in
                opened.yield(run)
                for await error in curtain {
                    if let error { throw error }
                    return
                }
                throw CancellationError()
            }
        }
        for await run in runs { return Stage(run: run, finish: finish, outcome: outcome) }
        _ = try await outcome.value
        throw CancellationError()
    }

    func say(_ text: String, _ lane: TokenDelta.Lane = .text, choice: Int = 0) async throws {
        try await run.token(text, lane: lane, choice: choice)
    }

    /// Ends the run; or returns how it ended, if somebody has stopped it.
    @discardableResult
    func end() async throws -> RunResult {
        finish.yield(nil)
        return try await outcome.value
    }

    func fail(_ error: any Error) async {
        finish.yield(error)
        _ = await outcome.result
    }

    func cancel() async {
        outcome.cancel()
        _ = await outcome.result
    }
}
