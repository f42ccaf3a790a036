// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// The twins of the sync closures, for closures that wait: each stands behind a queue of its own.
extension Callback {
    /// A closure that is called once a run, first, and may wait.
    public static func onStart(_ body: @escaping @Sendable (RunContext, RunStart) async throws -> Void) -> Callback {
        .queued("onStart", AsyncClosureHandler(onStart: body))
    }

    /// A closure that is called for each piece of the answer, of every lane and choice, and may wait.
    ///
    /// ```swift
    /// try await model.generate("Hello", callbacks: [.onToken { await socket.send($0.text) }])
    /// ```
    public static func onToken(_ body: @escaping @Sendable (TokenDelta) async throws -> Void) -> Callback {
        .queued("onToken", AsyncClosureHandler(onToken: body))
    }

    /// A closure that is called once a run whose answer is complete, last, and may wait.
    public static func onEnd(_ body: @escaping @Sendable (RunResult) async throws -> Void) -> Callback {
        .queued("onEnd", AsyncClosureHandler(onEnd: body))
    }

    /// A closure that is called once a run that failed, last, and may wait.
    public static func onError(_ body: @escaping @Sendable (RunFailure) async throws -> Void) -> Callback {
        .queued("onError", AsyncClosureHandler(onError: body))
    }

    /// A closure that is called once a run that was stopped from outside, last, and may wait.
    public static func onCancel(_ body: @escaping @Sendable (RunCancellation) async throws -> Void) -> Callback {
        .queued("onCancel", AsyncClosureHandler(onCancel: body))
    }

    /// A closure that is called for every event, or those of some kinds, and may wait.
    public static func onEvent(
        _ events: EventFilter = .all,
        _ body: @escaping @Sendable (CallbackEvent) async throws -> Void
    ) -> Callback {
        .handler(AsyncClosureHandler(onEvent: body), events: events, label: "onEvent")
    }

    private static func queued(_ label: String, _ handler: AsyncClosureHandler) -> Callback {
        .handler(handler, events: handler.events, label: label)
    }
}
