// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Writes by way of another handler until nobody reads standard output any more; then stops the run.
///
/// A reader that has seen enough, such as `head`, is no fault of the run.
struct UntilClosedHandler<Base: CallbackHandler>: CallbackHandler {
    let base: Base

    func handle(_ event: CallbackEvent) throws {
        do {
            try base.handle(event)
        } catch let error as OutputError where error.errorNumber == EPIPE {
            stop(event.run)
        } catch let error as FileError where error.errorNumber == EPIPE {
            stop(event.run)
        }
    }

    private func stop(_ run: RunContext) { run.stop(reason: "standard output was closed") }
}

extension Callback {
    /// Writes to standard output until it is closed: see ``UntilClosedHandler``. Any other fault fails the run, for what
    /// was asked for cannot be done.
    static func untilClosed(_ handler: some CallbackHandler, events: EventFilter) -> Callback {
        .handler(
            UntilClosedHandler(base: handler),
            events: events,
            failure: .failRun,
            label: "standard output"
        )
    }
}
