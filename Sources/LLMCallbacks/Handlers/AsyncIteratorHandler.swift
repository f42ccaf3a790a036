// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Hands a run's tokens to `for try await` loops, as one handler among others.
///
/// ```swift
/// let iterator = AsyncIteratorHandler()
/// async let reply = model.generate(messages, callbacks: [.handler(iterator), .standardOutput])
/// for try await token in iterator.tokens { await socket.send(token.text) }
/// ```
///
/// A loop gets every token, however slow it is, then the run's end: it throws what the run threw. Several loops get everything
/// each. A run with others nested in it is one stream, which ends when the outermost does.
public final class AsyncIteratorHandler: CallbackHandler {
    private let lanes: LaneFilter
    private let limit: Int?
    private let cancelsWhenAbandoned: Bool
    private let state = Mutex(IteratorRuns())
    private let recent = RecentLog()
    let light: BrakeLight?

    /// Creates a handler.
    ///
    /// - Parameters:
    ///   - lanes: Which parts of an answer the loops get.
    ///   - cancelsWhenAbandoned: Whether a run is cancelled when its last loop is left early.
    ///   - limit: How many unread tokens make the run wait for its slowest loop. `nil`: it never waits, and all tokens of a
    ///     run are kept, so that a loop which begins late, or after the run, still gets all. With a limit, tokens that every
    ///     loop has read are forgotten, and a run that nobody reads comes to a halt.
    public init(lanes: LaneFilter = .text, cancelsWhenAbandoned: Bool = true, limit: Int? = nil) {
        self.lanes = lanes
        self.limit = limit.map { max(1, $0) }
        light = limit == nil ? nil : BrakeLight()
        self.cancelsWhenAbandoned = cancelsWhenAbandoned
    }

    /// The tokens of one run: of the one that started last, unless a loop over that has ended; else of the next.
    ///
    /// Which run that is, is settled here and not when the loop begins. All loops over the same sequence read the same run.
    public var tokens: TokenSequence {
        TokenSequence(log: state.withLock { $0.logToRead(orMake: makeLog) }, lease: nil)
    }

    /// The tokens of one of several runs at a time.
    ///
    /// - Parameter run: The id of a run that this handler hears, nested ones included.
    /// - Returns: The tokens of the outermost run around it; `nil` if the handler hears no such run, or not any more.
    public func tokens(of run: RunID) -> TokenSequence? {
        state.withLock { $0.log(of: run) }.map { TokenSequence(log: $0, lease: nil) }
    }

    /// Hears an event.
    public func handle(_ event: CallbackEvent) {
        switch event.kind {
        case .token(let token):
            if lanes.contains(token.lane) { log(of: event.run)?._withUnsafeGuaranteedRef { $0.append(token) } }
        case .started:
            state.withLock { $0.start(event.run, orMake: makeLog) }
        default:
            guard let end = TokenLogState.End(event.kind) else { return }
            recent.forget()
            state.withLock { $0.finish(event.run) }?.finish(end)
        }
    }

    private func makeLog() -> TokenLog {
        TokenLog(limit: limit, keepsAll: limit == nil, cancelsWhenAbandoned: cancelsWhenAbandoned, light: light)
    }
}

extension AsyncIteratorHandler: InlineBrake {
    func isFull(for run: RunContext) -> Bool { limit != nil && log(ofRun: run)?.isFull(for: run) ?? false }
    func waitForRoom(run: RunContext) async { await log(ofRun: run)?.waitForRoom(run: run) }
    func release(_ run: RunContext) { log(ofRun: run)?.release(run) }

    private func log(ofRun run: RunContext) -> TokenLog? { state.withLock { $0.log(of: run.id) } }

    /// The log of a run that is emitting: it is kept until that run's terminal event.
    @inline(__always)
    private func log(of run: RunContext) -> Unmanaged<TokenLog>? {
        recent.log(of: run.id) ?? lookUp(run)
    }

    @inline(never)
    private func lookUp(_ run: RunContext) -> Unmanaged<TokenLog>? {
        guard let log = log(ofRun: run) else { return nil }
        recent.remember(log, of: run.id)
        return .passUnretained(log)
    }
}
