// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks

/// A recorded run as a model: it says the same pieces at the same pace, and fails with the same error at the same place. For
/// tests and demonstrations that need no network.
///
/// ```swift
/// let reader = try TranscriptReader(path: "sessions.sqlite")
/// let model = try RecordedModel(reader.run("last"), in: reader, pace: .instant)
/// let reply = try await model.generate("Whatever you ask")
/// ```
///
/// What it is asked makes no difference. An interrupted run ends with an error of kind ``ModelError/Kind/truncated``; one that was
/// cancelled is so again.
public struct RecordedModel: StreamingModel {
    /// The name of the model that was asked.
    public let name: String
    private let run: RecordedRun
    private let events: [CallbackEvent]
    private let pace: ReplayPace
    private let part: ClosedRange<Duration>
    private let sleep: @Sendable (Duration) async throws -> Void

    /// Reads a run.
    ///
    /// - Parameters:
    ///   - run: A run that is over.
    ///   - reader: Where it is recorded.
    ///   - pace: How fast it is told.
    ///   - part: The times of the run between which it is told at that pace. What came before comes at once; what came after is left
    ///     out, and the run ends there.
    ///   - clock: What waits between pieces.
    /// - Throws: ``TranscriptError`` if it cannot be read.
    public init(
        _ run: RecordedRun,
        in reader: TranscriptReader,
        pace: ReplayPace = .original,
        part: ClosedRange<Duration>? = nil,
        clock: some Clock<Duration> = ContinuousClock()
    ) throws {
        self.run = run
        self.pace = pace
        self.part = part ?? .zero ... .seconds(Int64.max / 4)
        name = run.name
        events = try reader.events(of: run)
        let start = clock.now
        // From one fixed moment: what one wait lasts too long, the next lasts less.
        sleep = { try await clock.sleep(until: start.advanced(by: $0), tolerance: nil) }
        now = { start.duration(to: clock.now) }
    }

    private let now: @Sendable () -> Duration

    /// Tells the run again.
    public func respond(to request: ModelRequest, into output: ModelOutput) async throws {
        var due = now()
        var last = Duration.zero
        for event in events {
            if event.time > part.upperBound { return }
            let wait = pace.wait(event.time - max(last, part.lowerBound))
            last = event.time
            due += wait
            if wait > .zero { try await sleep(due) }
            if event.isTerminal { break }
            if let chunk = ModelChunk(event.kind) { try await output.send(chunk) }
        }
        try await end(output)
    }

    private func end(_ output: ModelOutput) async throws {
        if run.model != run.name { try await output.send(.model(run.model)) }
        if let usage = run.usage { try await output.send(.usage(usage)) }
        for (choice, reason) in run.finishReasons.enumerated() {
            if let reason, reason != .unknown { try await output.send(.finish(reason, choice: choice)) }
        }
        switch run.status {
        case .ended: return
        case .failed: throw run.error ?? ModelError(.model, "the run failed")
        case .cancelled:
            if case .stopped(let reason) = run.cancellation { output.run.stop(reason: reason) }
            throw CancellationError()
        default: throw ModelError(.truncated, "the recording ends here: the program that made it died")
        }
    }
}

extension ModelChunk {
    /// What the model said at an event; `nil` where that was not the model.
    fileprivate init?(_ kind: CallbackEvent.Kind) {
        switch kind {
        case .token(let token): self = .token(token)
        case .replaced(let token): self = .replaced(token)
        case .retrying(let retry): self = .retrying(retry)
        case .custom(let custom): self = .custom(name: custom.name, data: custom.data)
        default: return nil
        }
    }
}
