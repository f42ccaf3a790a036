// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksSQLite

/// A recorded run that is told again.
struct Replay: Sendable {
    let run: RecordedRun
    let reader: TranscriptReader
    let pace: ReplayPace
    /// The times of the run between which it is told at its pace.
    let part: ClosedRange<Duration>
    let output: RunOutput

    /// Tells it, by the system's clock. Returns whether anybody reads on.
    ///
    /// - Throws: `CancellationError` if the task was cancelled, `OutputError` if it cannot be written.
    func play() async throws -> Bool { try await play(pace, part, by: ContinuousClock()) }

    /// Tells it by any clock. Returns whether anybody reads on. What became of the run itself is said on standard error, and is no fault of the telling.
    ///
    /// - Parameter callbacks: Who hears it besides the output.
    func play(
        _ pace: ReplayPace,
        _ part: ClosedRange<Duration>,
        by clock: some Clock<Duration>,
        _ callbacks: [Callback] = []
    ) async throws -> Bool {
        let model = try RecordedModel(run, in: reader, pace: pace, part: part, clock: clock)
        let ending = RunEndingHandler()
        let writer = Callback.untilClosed(output.handler, events: .all, goesOn: false)
        let all = [writer, .handler(ending, events: .terminal)] + callbacks
        do {
            let result = try await model.generate(try request, callbacks: all)
            if case .cancelled(.stopped(let reason)) = result.outcome {
                guard run.cancellation == .stopped(reason) else { return false }
                Console.report("the run was stopped here: \(reason)")
            }
        } catch is CancellationError {
            try Task.checkCancellation()
            Console.report("the run was cancelled here")
        } catch let error as OutputError {
            throw error
        } catch let error as ModelError {
            Console.report("the run failed here: \(error)")
        }
        return true
    }

    private var request: ModelRequest {
        get throws {
            if case .request(let request) = try reader.input(of: run) { request } else { ModelRequest([]) }
        }
    }
}
