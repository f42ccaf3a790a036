// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// A handler made of closures that may wait. Like every async handler it stands behind a queue of its own, and hears one
/// event at a time.
///
/// ```swift
/// let handler = AsyncClosureHandler(onToken: { await socket.send($0.text) }, onEnd: { _ in await socket.close() })
/// try await model.generate("Hello", callbacks: [.handler(handler, events: handler.events)])
/// ```
///
/// The twin of ``ClosureHandler``.
public struct AsyncClosureHandler: AsyncCallbackHandler {
    /// The events for which there is a closure: what to register the handler for, so that nothing else is queued for it.
    public let events: EventFilter
    @usableFromInline let onStart: (@Sendable (RunContext, RunStart) async throws -> Void)?
    @usableFromInline let onToken: AsyncTokenClosure?
    @usableFromInline let onEnd: (@Sendable (RunResult) async throws -> Void)?
    @usableFromInline let onError: (@Sendable (RunFailure) async throws -> Void)?
    @usableFromInline let onCancel: (@Sendable (RunCancellation) async throws -> Void)?
    @usableFromInline let onEvent: AsyncEventClosure?

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
        onStart: (@Sendable (RunContext, RunStart) async throws -> Void)? = nil,
        onToken: (@Sendable (TokenDelta) async throws -> Void)? = nil,
        onEnd: (@Sendable (RunResult) async throws -> Void)? = nil,
        onError: (@Sendable (RunFailure) async throws -> Void)? = nil,
        onCancel: (@Sendable (RunCancellation) async throws -> Void)? = nil,
        onEvent: (@Sendable (CallbackEvent) async throws -> Void)? = nil
    ) {
        self.onStart = onStart
        self.onToken = if let onToken { AsyncTokenClosure(onToken) } else { nil }
        self.onEnd = onEnd
        self.onError = onError
        self.onCancel = onCancel
        self.onEvent = if let onEvent { AsyncEventClosure(onEvent) } else { nil }
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
    public func handle(_ event: CallbackEvent) async throws {
        try await onEvent?.body(event)
        switch event.kind {
        case .started(let start): try await onStart?(event.run, start)
        case .token(let token): try await onToken?.body(token)
        case .ended(let result): try await onEnd?(result)
        case .failed(let failure): try await onError?(failure)
        case .cancelled(let cancellation): try await onCancel?(cancellation)
        default: break
        }
    }
}

extension AsyncClosureHandler {
    /// Takes the events of a queue.
    @usableFromInline
    var receiver: DeliveryReceiver { .each { delivery in await receive(&delivery) } }

    /// Takes events: tokens straight, where they lie.
    private func receive(_ delivery: inout Delivery) async {
        while delivery.next() {
            do {
                if onEvent == nil, let token = delivery.view.token {
                    try await onToken?.call(token.pointee)
                } else {
                    try await handle(delivery.view.pointee.event)
                }
            } catch {
                delivery.fail(error)
            }
        }
    }
}

/// The twin of ``TokenClosure``.
@usableFromInline
struct AsyncTokenClosure: Sendable {
    @usableFromInline
    let body: @Sendable (TokenDelta) async throws -> Void

    @usableFromInline
    init(_ body: @escaping @Sendable (TokenDelta) async throws -> Void) { self.body = body }

    @inline(__always)
    func call(_ view: borrowing TokenView) async throws { try await body(view.token) }
}

/// The twin of ``EventClosure``.
@usableFromInline
struct AsyncEventClosure: Sendable {
    @usableFromInline
    let body: @Sendable (CallbackEvent) async throws -> Void

    @usableFromInline
    init(_ body: @escaping @Sendable (CallbackEvent) async throws -> Void) { self.body = body }
}
