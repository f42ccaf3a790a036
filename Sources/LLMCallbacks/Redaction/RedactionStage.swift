// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// What stands between the runs and one handler that is not to see everything.
final class RedactionStage: Sendable {
    let redaction: Redaction
    /// Whether runs may be told under another object: not to a handler that is asked about runs besides.
    private let disguisesRuns: Bool

    init(_ redaction: Redaction, disguisesRuns: Bool) {
        self.redaction = redaction
        self.disguisesRuns = disguisesRuns
    }

    /// Tells an event as the handler is to hear it: that and, before a terminal event, what was held back.
    ///
    /// - Throws: What `tell` throws.
    func redact(_ event: CallbackEvent, _ tell: (CallbackEvent) throws -> Void) throws {
        try redactor(of: event.run).redact(event, tell)
    }

    /// A terminal event as the handler heard it.
    func redactedEnd(_ event: CallbackEvent) -> CallbackEvent { redactor(of: event.run).redactedEnd(event) }

    private func redactor(of run: RunContext) -> RunRedactor {
        run.redactors.withLock { redactors in
            if let known = redactors[ObjectIdentifier(self)] { return known }
            let new = RunRedactor(run, redaction, isDisguised: disguisesRuns)
            redactors[ObjectIdentifier(self)] = new
            return new
        }
    }
}

/// A handler that settles, and is not to see everything.
struct RedactedSettler: SettlingHandler {
    let settler: any SettlingHandler
    let stage: RedactionStage
    /// What it hears: of an end that it did not hear it has nothing to settle.
    let wanted: EventFilter

    func handle(_ event: CallbackEvent) throws { try settler.handle(event) }

    func settle(_ end: CallbackEvent) async throws {
        guard wanted.contains(EventFilter(end.kind)) else { return }
        try await settler.settle(stage.redactedEnd(end))
    }
}
