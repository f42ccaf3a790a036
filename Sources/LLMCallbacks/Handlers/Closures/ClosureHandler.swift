// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// A handler made of closures, for those kinds of events that matter to you.
///
/// ```swift
/// let handler = ClosureHandler(
///     onToken: { print($0.text, terminator: "") },
///     onEnd: { print("\n\($0.duration)") }
/// )
/// try await model.generate("Hello", callbacks: [.handler(handler, events: handler.events)])
/// ```
///
/// What a closure throws counts as a fault of the handler. For a single closure there are static members of ``Callback``,
/// such as `.onToken { print($0.text) }`; for closures that wait there is ``AsyncClosureHandler``.
public struct ClosureHandler: CallbackHandler {
    /// The events for which there is a closure: what to register the handler for, so that nothing else is built for it.
    public let events: EventFilter
    @usableFromInline let onStart: (@Sendable (RunContext, RunStart) throws -> Void)?
    @usableFromInline let onToken: TokenClosure?
    @usableFromInline let onEnd: (@Sendable (RunResult) throws -> Void)?
    @usableFromInline let onError: (@Sendable (RunFailure) throws -> Void)?
    @usableFromInline let onCancel: (@Sendable (RunCancellation) throws -> Void)?
    @usableFromInline let onEvent: EventClosure?

    /// Creates a handler.
    ///
    /// - Parameters:
    ///   - onStart: Called once a run, first.
    ///   - onToken: Called for each piece of the answer, of every lane and choice.
    ///   - onEnd: Called once a run whose answer is complete, last.
    ///   - onError: Called once a run that failed, last.
    ///   - onCancel: Called once a run that was stopped from outside, last.
    ///   - onEvent: Called for every event, also those above, before the closure for its kind.
    @inlinable
    public init(
        onStart: (@Sendable (RunContext, RunStart) throws -> Void)? = nil,
        onToken: (@Sendable (TokenDelta) throws -> Void)? = nil,
        onEnd: (@Sendable (RunResult) throws -> Void)? = nil,
        onError: (@Sendable (RunFailure) throws -> Void)? = nil,
        onCancel: (@Sendable (RunCancellation) throws -> Void)? = nil,
        onEvent: (@Sendable (CallbackEvent) throws -> Void)? = nil
    ) {
        self.onStart = onStart
        self.onToken = if let onToken { TokenClosure(onToken) } else { nil }
        self.onEnd = onEnd
        self.onError = onError
        self.onCancel = onCancel
        self.onEvent = if let onEvent { EventClosure(onEvent) } else { nil }
        events = EventFilter(
            started: onStart != nil,
            tokens: onToken != nil,
            ended: onEnd != nil,
            failed: onError != nil,
            cancelled: onCancel != nil,
            all: onEvent != nil
        )
    }

    /// Calls the closures for an event.
    public func handle(_ event: CallbackEvent) throws {
        try onEvent?.body(event)
        switch event.kind {
        case .started(let start): try onStart?(event.run, start)
        case .token(let token): try onToken?.body(token)
        case .ended(let result): try onEnd?(result)
        case .failed(let failure): try onError?(failure)
        case .cancelled(let cancellation): try onCancel?(cancellation)
        default: break
        }
    }
}

extension ClosureHandler {
    /// The closure for tokens, if a token need only be passed to that.
    @usableFromInline
    var tokenClosure: TokenClosure? { onEvent == nil ? onToken : nil }
}

extension EventFilter {
    /// What a handler wants that has closures for these.
    @usableFromInline
    init(started: Bool, tokens: Bool, ended: Bool, failed: Bool, cancelled: Bool, all: Bool) {
        self = all ? .all : []
        if started { insert(.started) }
        if tokens { insert(.tokens) }
        if ended { insert(.ended) }
        if failed { insert(.failed) }
        if cancelled { insert(.cancelled) }
    }
}
