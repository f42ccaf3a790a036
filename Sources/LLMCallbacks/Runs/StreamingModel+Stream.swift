// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension StreamingModel {
    /// Asks the model and returns at once: the tokens as an async sequence, and the result to be awaited.
    ///
    /// - Parameters:
    ///   - request: What to ask.
    ///   - callbacks: Handlers for this run and those nested in it, after the manager's.
    ///   - manager: Whose handlers hear the run, besides those around it.
    ///   - options: Id, session, tags, metadata, grace period.
    ///   - lanes: Which parts of the answer ``ModelRun/tokens`` has. Handlers hear all.
    /// - Returns: The run, under way. Whatever goes wrong is thrown by its tokens and its result.
    public func stream(
        _ request: ModelRequest,
        callbacks: [Callback] = [],
        manager: CallbackManager? = nil,
        options: RunOptions = RunOptions(),
        lanes: LaneFilter = .text
    ) -> ModelRun {
        let log = TokenLog(limit: 1024, keepsAll: false, cancelsWhenAbandoned: true, light: BrakeLight())
        let reader = Callback.handler(
            TokenLogHandler(log: log, lanes: lanes),
            events: [.started, .tokens, .terminal],
            scope: .local,
            label: "tokens"
        )
        return ModelRun(startRun(request, callbacks + [reader], manager, options), log)
    }

    /// Asks the model with one user's message: see ``stream(_:callbacks:manager:options:lanes:)-(ModelRequest,_,_,_,_)``.
    public func stream(
        _ prompt: String,
        callbacks: [Callback] = [],
        manager: CallbackManager? = nil,
        options: RunOptions = RunOptions(),
        lanes: LaneFilter = .text
    ) -> ModelRun {
        stream(ModelRequest(prompt), callbacks: callbacks, manager: manager, options: options, lanes: lanes)
    }

    /// Goes on with a conversation: see ``stream(_:callbacks:manager:options:lanes:)-(ModelRequest,_,_,_,_)``.
    public func stream(
        _ messages: [ModelMessage],
        callbacks: [Callback] = [],
        manager: CallbackManager? = nil,
        options: RunOptions = RunOptions(),
        lanes: LaneFilter = .text
    ) -> ModelRun {
        stream(ModelRequest(messages), callbacks: callbacks, manager: manager, options: options, lanes: lanes)
    }
}
