// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Puts the tokens of one run into a log, and its end behind them.
struct TokenLogHandler: CallbackHandler, InlineBrake {
    let log: TokenLog
    let lanes: LaneFilter
    var light: BrakeLight? { log.light }

    func handle(_ event: CallbackEvent) {
        switch event.kind {
        case .token(let token): if lanes.contains(token.lane) { log.append(token) }
        case .started: log.begin(event.run)
        default: if let end = TokenLogState.End(event.kind) { log.finish(end) }
        }
    }

    func isFull(for run: RunContext) -> Bool { log.isFull(for: run) }
    func waitForRoom(run: RunContext) async { await log.waitForRoom(run: run) }
    func release(_ run: RunContext) { log.release(run) }
}

extension TokenLogState.End {
    /// How a terminal event ends the tokens of its run; `nil` for any other event.
    init?(_ kind: CallbackEvent.Kind) {
        switch kind {
        case .ended: self = .finished
        case .failed(let failure): self = .threw(failure.error)
        case .cancelled(let cancellation):
            self = if cancellation.reason == .task { .threw(CancellationError()) } else { .finished }
        default: return nil
        }
    }
}
