// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What takes the events of a queue.
@usableFromInline
enum DeliveryReceiver: Sendable {
    /// Takes each event of a delivery.
    case each(@Sendable (inout Delivery) async -> Void)
    /// Takes all that waits with one call.
    case batch(@Sendable ([CallbackEvent]) async throws -> Void)

    var takesBatches: Bool {
        if case .batch = self { true } else { false }
    }

    /// Calls an async handler for each event.
    @inlinable
    static func calling<Handler: AsyncCallbackHandler>(_ handler: Handler) -> DeliveryReceiver {
        if let closures = handler as? AsyncClosureHandler { return closures.receiver }
        return .each { delivery in
            while delivery.next() {
                do { try await lend(delivery.view.pointee, to: handler) } catch { delivery.fail(error) }
            }
        }
    }

    /// Calls a sync handler for each event.
    @inlinable
    static func calling<Handler: CallbackHandler>(_ handler: Handler) -> DeliveryReceiver {
        .each { delivery in
            while delivery.next() {
                do { try lend(delivery.view.pointee, to: handler) } catch { delivery.fail(error) }
            }
        }
    }

    /// Lends an event to a handler. A function of its own, so that the event is borrowed all the way: passed straight from where
    /// it lies to a `handle` that is not inlined, it would be copied, and counted.
    @inlinable
    @inline(__always)
    static func lend<Handler: AsyncCallbackHandler>(_ view: borrowing EventView, to handler: Handler) async throws {
        try await handler.handle(view.event)
    }

    /// The same for a sync handler.
    @inlinable
    @inline(__always)
    static func lend<Handler: CallbackHandler>(_ view: borrowing EventView, to handler: Handler) throws {
        try handler.handle(view.event)
    }
}
