// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension Callback {
    /// A closure that is called once a run, first, in the emitting task.
    public static func onStart(_ body: @escaping @Sendable (RunContext, RunStart) throws -> Void) -> Callback {
        .inline("onStart", .started) { event in
            if case .started(let start) = event.kind { try body(event.run, start) }
        }
    }

    /// A closure that is called for each piece of the answer, of every lane and choice, in the emitting task, before the
    /// consumer sees it.
    ///
    /// ```swift
    /// try await model.generate("Hello", callbacks: [.onToken { print($0.text, terminator: "") }])
    /// ```
    public static func onToken(_ body: @escaping @Sendable (TokenDelta) throws -> Void) -> Callback {
        let handler = ClosureHandler(onToken: body)
        return .handler(handler, events: handler.events, label: "onToken")
    }

    /// A closure that is called once a run whose answer is complete, last, in the emitting task.
    public static func onEnd(_ body: @escaping @Sendable (RunResult) throws -> Void) -> Callback {
        .inline("onEnd", .ended) { event in
            if case .ended(let result) = event.kind { try body(result) }
        }
    }

    /// A closure that is called once a run that failed, last, in the emitting task.
    public static func onError(_ body: @escaping @Sendable (RunFailure) throws -> Void) -> Callback {
        .inline("onError", .failed) { event in
            if case .failed(let failure) = event.kind { try body(failure) }
        }
    }

    /// A closure that is called once a run that was stopped from outside, last.
    public static func onCancel(_ body: @escaping @Sendable (RunCancellation) throws -> Void) -> Callback {
        .inline("onCancel", .cancelled) { event in
            if case .cancelled(let cancellation) = event.kind { try body(cancellation) }
        }
    }

    /// A closure that is called for every event, or those of some kinds, in the emitting task.
    public static func onEvent(
        _ events: EventFilter = .all,
        _ body: @escaping @Sendable (CallbackEvent) throws -> Void
    ) -> Callback {
        .inline("onEvent", events, body)
    }

    private static func inline(
        _ label: String,
        _ events: EventFilter,
        _ body: @escaping @Sendable (CallbackEvent) throws -> Void
    ) -> Callback {
        let call = InlineCall(InlineCall.Kept(EventClosure(body))) { event, target in
            InlineCall.Kept<EventClosure>.lend(target) { try $0.body(event) }
        }
        let policy = Policy(events, runs: .all, failure: .report, deadline: nil, scope: .inheritable)
        return Callback(inline: call, identity: nil, policy: policy, label: label)
    }
}
