// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksPrices
import LLMCallbacksSQLite
import LLMCallbacksTokenizers

/// One run, from its handlers to the program's exit status.
struct Session {
    /// Who is asked.
    let model: any StreamingModel
    /// Where the answer goes.
    let output: Callback
    /// Whether to say tokens, times and speed at the end.
    let showsStatistics: Bool
    /// What is recorded.
    let recording: Recording
    /// What counts where the server does not, and learns about prompts from answer to answer.
    private let counters = ModelTokenCounters()

    init(model: any StreamingModel, output: Callback, showsStatistics: Bool, recording: Recording) {
        self.model = model
        self.output = output
        self.showsStatistics = showsStatistics
        self.recording = recording
    }

    /// What became of a run.
    struct Ending {
        /// The program's exit status, if it ends here.
        let status: ExitStatus
        /// What there was; `nil` if the run could not even start.
        let result: RunResult?
    }

    /// Runs the model until it ends, fails, or is stopped by a signal, and says on standard error what there is to say.
    func run(_ request: ModelRequest) async -> Ending {
        let ending = RunEndingHandler()
        let counting = TokenCountingHandler(tokenizers: counters, prices: showsStatistics ? PriceTable.bundled : nil)
        let callbacks =
            accounting(counting) + [output, .handler(ending, events: .terminal)] + recording.callbacks
        let work = StopSignals.shared.task { [model, recording] in
            try await model.generate(request, callbacks: callbacks, options: recording.options)
        }
        let outcome = await withTaskCancellationHandler {
            await work.result
        } onCancel: {
            work.cancel()
        }
        let result = (try? outcome.get()) ?? ending.result
        if showsStatistics, let result {
            Console.report(RunStatistics(result, cost: counting.snapshot().total.cost).line)
        }
        return Ending(status: report(outcome, result?.handlerFailures ?? []), result: result)
    }

    /// What counts is first, for all that follows hears what it completes. Where nobody asks, nothing is counted, and no
    /// vocabulary made.
    private func accounting(_ counting: TokenCountingHandler) -> [Callback] {
        if showsStatistics { return [.counting(counting)] }
        if recording.callbacks.isEmpty { return [] }
        return [.handler(CompletingHandler(base: counting), events: counting.events, runs: .kinds(.model))]
    }

    private func report(_ outcome: Result<RunResult, any Error>, _ failures: [HandlerFailure]) -> ExitStatus {
        for failure in failures where failure.recordingError == nil { Console.report("handler \(failure)") }
        // One fault of the database shows in several ways: what is lost says most, else the first is enough.
        let errors = failures.compactMap(\.recordingError)
        if let error = errors.first(where: { $0.code == .lost }) ?? errors.first {
            Console.report("recording: \(error)")
        }
        switch outcome {
        case .success:
            // Without an error, a fault of the output came with the last event, or after it.
            return failures.contains(where: \.isOfOutput) ? .inputOutput : .done
        case .failure(is CancellationError):
            return StopSignals.shared.received.map(ExitStatus.stopped(by:)) ?? .failed
        case .failure where failures.contains(where: \.isOfOutput):
            return .inputOutput
        case .failure(let error):
            if error is FileError { return ExitStatus(reporting: error) }
            Console.report("\(ModelError(wrapping: error))")
            return .failed
        }
    }
}

extension HandlerFailure {
    /// Whether what was asked for could not be written.
    fileprivate var isOfOutput: Bool {
        if case .threw(let error) = cause { error is OutputError || error is FileError } else { false }
    }

    /// What kept the run from being recorded as it should.
    fileprivate var recordingError: TranscriptError? {
        if case .threw(let error) = cause { error as? TranscriptError } else { nil }
    }
}
