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
                do { try await handler.handle(delivery.view.pointee.event) } catch { delivery.fail(error) }
            }
        }
    }

    /// Calls a sync handler for each event.
    @inlinable
    static func calling<Handler: CallbackHandler>(_ handler: Handler) -> DeliveryReceiver {
        .each { delivery in
            while delivery.next() {
                do { try handler.handle(delivery.view.pointee.event) } catch { delivery.fail(error) }
            }
        }
    }
}
