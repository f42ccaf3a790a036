// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// One run as one redacted handler hears it: what is held back of each lane, and who the run is without secrets.
final class RunRedactor: @unchecked Sendable {
    // Unchecked: `lanes` is touched in `redact` alone, which the owner of the run's gate calls. See `RunContext+Gate.swift`.

    private let redaction: Redaction
    /// The run, without secrets in its name, session, tags and details. The run itself where there are none.
    private let context: RunContext?
    private var lanes: [Lane] = []

    private struct Lane {
        let choice: Int
        let lane: TokenDelta.Lane
        var scanner: RedactionScanner
    }

    /// - Parameter isDisguised: Whether the handler gets another run with the same id, if this one's name, session, tags or details
    ///   have secrets.
    init(_ run: RunContext, _ redaction: Redaction, isDisguised: Bool) {
        self.redaction = redaction
        context = isDisguised ? RunContext(redacting: run, redaction) : nil
    }

    /// Tells an event as the handler is to hear it; before a terminal event, what was held back.
    func redact(_ event: CallbackEvent, _ tell: (CallbackEvent) throws -> Void) throws {
        guard event.isTerminal else { return try tell(redacted(event, sequence: event.sequence)) }
        var sequence = event.sequence
        var fault: (any Error)?
        for place in lanes.indices {
            let rest = lanes[place].scanner.finish()
            guard !rest.isEmpty else { continue }
            let token = TokenDelta(rest, lane: lanes[place].lane, choice: lanes[place].choice, pieces: 0)
            do {
                try tell(copy(event, sequence: sequence, kind: .token(token)))
            } catch {
                fault = fault ?? error
            }
            sequence += 1
        }
        try tell(redacted(event, sequence: sequence))
        if let fault { throw fault }
    }

    /// The terminal event as the handler heard it.
    func redactedEnd(_ event: CallbackEvent) -> CallbackEvent { redacted(event, sequence: event.sequence) }

    private func redacted(_ event: CallbackEvent, sequence: Int) -> CallbackEvent {
        copy(event, sequence: sequence, kind: redacted(event.kind))
    }

    private func copy(_ event: CallbackEvent, sequence: Int, kind: CallbackEvent.Kind) -> CallbackEvent {
        CallbackEvent(run: context ?? event.run, sequence: sequence, nanoseconds: event.nanoseconds, kind: kind)
    }

    private func redacted(_ kind: CallbackEvent.Kind) -> CallbackEvent.Kind {
        switch kind {
        case .token(let token): .token(redacted(token, replacing: false))
        case .replaced(let token): .replaced(redacted(token, replacing: true))
        case .started(let start): .started(RunStart(input: redaction.redacted(start.input)))
        case .retrying(let retry):
            .retrying(Retry(attempt: retry.attempt, delay: retry.delay, reason: redaction.redacted(retry.reason)))
        case .custom(let custom):
            .custom(CustomEvent(name: redaction.redacted(custom.name), data: redaction.redacted(custom.data)))
        case .handlerFailed(let failure): .handlerFailed(redaction.redacted(failure))
        case .dropped: kind
        case .ended(let result): .ended(redaction.redacted(result))
        case .failed(let failure):
            .failed(
                RunFailure(error: redaction.redacted(failure.error), result: redaction.redacted(failure.result))
            )
        case .cancelled(let cancellation):
            .cancelled(
                RunCancellation(
                    reason: redaction.redacted(cancellation.reason),
                    result: redaction.redacted(cancellation.result)
                )
            )
        }
    }

    private func redacted(_ token: TokenDelta, replacing: Bool) -> TokenDelta {
        let place = place(of: token)
        if replacing { lanes[place].scanner = redaction.scanner }
        let text = lanes[place].scanner.take(token.text)
        guard token.namesCall else {
            return TokenDelta(text, lane: token.lane, choice: token.choice, pieces: token.pieces)
        }
        return TokenDelta(
            text,
            lane: token.lane,
            choice: token.choice,
            pieces: token.pieces,
            callID: redaction.redacted(token.callID),
            callName: redaction.redacted(token.callName)
        )
    }

    private func place(of token: TokenDelta) -> Int {
        if let place = lanes.firstIndex(where: { $0.lane == token.lane && $0.choice == token.choice }) { return place }
        lanes.append(Lane(choice: token.choice, lane: token.lane, scanner: redaction.scanner))
        return lanes.count - 1
    }
}
