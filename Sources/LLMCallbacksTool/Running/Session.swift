// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// One run, from its handlers to the program's exit status.
struct Session {
    /// Who is asked.
    let model: any StreamingModel
    /// What is asked.
    let request: ModelRequest
    /// Where the answer goes.
    let output: Callback
    /// Whether to say tokens, times and speed at the end.
    let showsStatistics: Bool

    /// Runs the model until it ends, fails, or is stopped by a signal, and says on standard error what there is to say.
    func run() async -> ExitStatus {
        let ending = RunEndingHandler()
        let work = Task { [model, request, output] in
            try await model.generate(request, callbacks: [output, .handler(ending, events: .terminal)])
        }
        StopSignals.shared.whenStopped { work.cancel() }
        let outcome = await work.result
        let result = (try? outcome.get()) ?? ending.result
        if showsStatistics, let result { Console.report(RunStatistics(result).line) }
        return report(outcome, result?.handlerFailures ?? [])
    }

    private func report(_ outcome: Result<RunResult, any Error>, _ failures: [HandlerFailure]) -> ExitStatus {
        for failure in failures { Console.report("handler \(failure)") }
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
}
