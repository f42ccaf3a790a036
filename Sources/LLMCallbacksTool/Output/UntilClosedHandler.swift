// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Writes by way of another handler until nobody reads standard output any more; then stops the run, or lets it go on for a
/// while, for those who record it.
///
/// A reader that has seen enough, such as `head`, is no fault of the run.
final class UntilClosedHandler<Base: CallbackHandler>: CallbackHandler {
    private let base: Base
    private let rest: UnreadRest?
    private let unread = Mutex<UnreadRest?>(nil)

    /// - Parameter rest: How much more of a run that nobody reads is awaited; `nil` for nothing.
    init(base: Base, rest: UnreadRest?) {
        self.base = base
        self.rest = rest
    }

    func handle(_ event: CallbackEvent) throws {
        do {
            try base.handle(event)
        } catch let error as OutputError where error.errorNumber == EPIPE {
            close(at: event)
        } catch let error as FileError where error.isClosedPipe {
            close(at: event)
        }
        if isOver(at: event) { event.run.stop(reason: "standard output was closed") }
    }

    private func close(at event: CallbackEvent) {
        unread.withLock { unread in
            if unread == nil { unread = (rest ?? .nothing).since(event.time) }
        }
    }

    private func isOver(at event: CallbackEvent) -> Bool {
        unread.withLock { unread in unread?.take(event) ?? false }
    }
}

extension Callback {
    /// Writes to standard output until it is closed: see ``UntilClosedHandler``. Any other fault fails the run, for what
    /// was asked for cannot be done.
    static func untilClosed(_ handler: some CallbackHandler, events: EventFilter, goesOn: Bool) -> Callback {
        .handler(
            UntilClosedHandler(base: handler, rest: goesOn ? .recorded : nil),
            events: events,
            failure: .failRun,
            label: "standard output"
        )
    }
}
