// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension Callback {
    /// The same handler, which sees `[redacted: NAME]` wherever one of these rules matches.
    ///
    /// ```swift
    /// .transcript(at: "sessions.sqlite").redacting(RedactionRule.commonKeys + [.literal(password, named: "password")])
    /// ```
    ///
    /// That holds for all that the handler is told: what went in, pieces of the answer, however a match is split over them, the
    /// answer at the end, arguments of tools, errors, custom events, tags and details. Other handlers, the loop over the tokens and the
    /// caller see what there is. It also holds for the queue of a handler that has one: nothing unredacted waits there.
    ///
    /// Every piece is told when it comes, without the end of its text as long as that could be the beginning of a
    /// match: it comes with a later piece of the same lane and choice. What is still held back at the end comes as a piece of its own
    /// before the terminal event, whose number is then higher for this handler than for others.
    ///
    /// With ``RedactionRule/commonKeys`` a token costs some hundred nanoseconds a byte: `TranscriptCosts redaction` in Benchmarks.
    public func redacting(_ rules: [RedactionRule]) -> Callback { redacting(Redaction(rules)) }

    /// The same handler, which sees a text in the place of what these rules match: see ``redacting(_:)``.
    public func redacting(_ redaction: Redaction) -> Callback {
        core.openingError == nil ? Callback(core: HandlerCore(core, redacting: redaction)) : self
    }
}

extension HandlerCore {
    /// A handler as it is, but for what it hears.
    fileprivate convenience init(_ core: HandlerCore, redacting redaction: Redaction) {
        // Who is asked about a run by another way than events knows it by its own object.
        let disguisesRuns = core.accountant == nil && (core.brake == nil || core.queue != nil)
        let earlier = core.queue?.stage?.redaction.rules ?? []
        let stage = RedactionStage(
            earlier.isEmpty ? redaction : Redaction(earlier + redaction.rules),
            disguisesRuns: disguisesRuns
        )
        let queue = core.queue.map {
            DeliveryQueue(receiver: $0.receiver, policy: $0.policy, deadline: $0.deadline, stage: stage)
        }
        let wanted = core.events
        self.init(
            core,
            // The end says that what is held back must be told.
            events: wanted.contains(.tokens) && queue == nil ? wanted.union(.terminal) : wanted,
            inline: core.inline.redacted(by: stage, for: wanted),
            queue: queue,
            settler: core.settler.map { RedactedSettler(settler: $0, stage: stage, wanted: wanted) }
        )
    }
}

extension InlineCall {
    /// The same call, with what the handler is to see of those events that it wants.
    fileprivate func redacted(by stage: RedactionStage, for wanted: EventFilter) -> InlineCall {
        let redacted = RedactedCall(call: self, stage: stage, wanted: wanted)
        return InlineCall(Kept(redacted)) { event, target in
            Kept<RedactedCall>.lend(target) { try $0.tell(event) }
        }
    }
}

/// What stands before a sync handler that is not to see everything.
private struct RedactedCall: Sendable {
    let call: InlineCall
    let stage: RedactionStage
    let wanted: EventFilter

    func tell(_ event: CallbackEvent) throws {
        try stage.redact(event) { event in
            guard wanted.contains(EventFilter(event.kind)) else { return }
            if let error = call(event) { throw error }
        }
    }
}
