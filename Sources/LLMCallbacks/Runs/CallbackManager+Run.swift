// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension CallbackManager {
    /// Runs anything that streams: a model of any make, told piece by piece.
    ///
    /// ```swift
    /// let reply = try await manager.run("my-model", input: prompt) { run in
    ///     for try await piece in anySequence { try await run.token(piece) }
    /// }
    /// ```
    ///
    /// The run starts before the body and is over after it: ended if the body returns, cancelled if its task was, failed
    /// if it throws. Runs that start in the body, or in tasks below it, are nested in this one. If the run is over at its
    /// start, because a handler could not be opened, failed it or stopped it, or the task is cancelled, the body does not run.
    ///
    /// - Parameters:
    ///   - name: The model's name, or that of the tool, chain, retriever or agent.
    ///   - input: What goes in.
    ///   - kind: What it is a run of.
    ///   - callbacks: Handlers for this run and those nested in it, after the manager's.
    ///   - options: Id, session, tags, metadata, grace period.
    ///   - body: The work. Runs in the caller's task and isolation.
    /// - Returns: The answer, counts, times and failures of handlers, once all handlers are through with the run. Also if
    ///   the run was stopped: ``RunResult/outcome`` tells.
    /// - Throws: What the body throws; the error of a handler that must not fail; `CancellationError` if the task was
    ///   cancelled.
    @discardableResult
    public func run(
        _ name: String,
        input: ModelRequest,
        kind: RunKind = .model,
        callbacks: [Callback] = [],
        options: RunOptions = RunOptions(),
        body: (Run) async throws -> Void
    ) async throws -> RunResult {
        let run = start(name, .request(input), kind, callbacks, options, returnsAnswer: true)
        _ = await run.perform(body)
        return try run.completion.result()
    }

    /// Runs anything that streams, with one user's message as input: see
    /// ``run(_:input:kind:callbacks:options:body:)-(_,ModelRequest,_,_,_,_)``.
    @discardableResult
    public func run(
        _ name: String,
        input: String,
        kind: RunKind = .model,
        callbacks: [Callback] = [],
        options: RunOptions = RunOptions(),
        body: (Run) async throws -> Void
    ) async throws -> RunResult {
        let run = start(name, prompt: input, kind, callbacks, options)
        _ = await run.perform(body)
        return try run.completion.result()
    }

    /// Runs a tool, chain, retriever or agent: anything with a result of its own.
    ///
    /// ```swift
    /// let weather = try await manager.run("weather", kind: .tool, value: ["city": "Oslo"]) { run in
    ///     try await forecast("Oslo")
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - name: The name of the step.
    ///   - kind: What it is a run of.
    ///   - value: What goes in.
    ///   - callbacks: Handlers for this run and those nested in it, after the manager's.
    ///   - options: Id, session, tags, metadata, grace period.
    ///   - body: The work. Runs in the caller's task and isolation.
    /// - Returns: What the body returns, once all handlers are through with the run.
    /// - Throws: What the body throws; the error of a handler that must not fail or could not be opened; ``RunError`` if the
    ///   run was stopped at its start, before the body; `CancellationError` if the task was cancelled. Where the run is stopped
    ///   later, what the body returns or throws stands.
    public func run<Value>(
        _ name: String,
        kind: RunKind,
        value: JSONValue = .null,
        callbacks: [Callback] = [],
        options: RunOptions = RunOptions(),
        body: (Run) async throws -> Value
    ) async throws -> Value {
        let run = start(name, .value(value), kind, callbacks, options, returnsAnswer: false)
        let returned = await run.perform(body)
        if let error = run.completion.error { throw error }
        return try returned.get()
    }

    /// Starts a run. Apart from what waits for its end, so that what a start needs is not kept for as long as that takes.
    @inline(never)
    private func start(
        _ name: String,
        _ input: RunInput,
        _ kind: RunKind,
        _ callbacks: [Callback],
        _ options: RunOptions,
        returnsAnswer: Bool
    ) -> RunContext {
        let blueprint = RunBlueprint(
            name,
            kind: kind,
            options: options,
            manager: self,
            callbacks: callbacks,
            returnsAnswer: returnsAnswer
        )
        return RunContext.start(blueprint, input)
    }
}

extension CallbackManager {
    @inline(never)
    private func start(
        _ name: String,
        prompt: String,
        _ kind: RunKind,
        _ callbacks: [Callback],
        _ options: RunOptions
    ) -> RunContext {
        start(name, .request(ModelRequest(prompt)), kind, callbacks, options, returnsAnswer: true)
    }
}

extension RunContext {
    /// Performs the body of a run that was just started, ends the run, and waits for all handlers.
    ///
    /// The isolation is passed on for the closures below: those of the standard library's functions that do not capture it
    /// leave the caller's actor, and come back, at two changes of thread each.
    ///
    /// - Returns: What the body returned or threw; what ended the run, if it was over before the body.
    fileprivate func perform<Value>(
        isolation: isolated (any Actor)? = #isolation,
        _ body: (Run) async throws -> Value
    ) async -> Result<Value, any Error> {
        guard !isOver else {
            let error = overError
            await completion.wait()
            return .failure(error)
        }
        let returned = await withTaskCancellationHandler {
            await performInside(isolation: isolation, body)
        } onCancel: {
            endSoon(.task)
        }
        await completion.wait()
        return returned
    }

    private func performInside<Value>(
        isolation: isolated (any Actor)?,
        _ body: (Run) async throws -> Value
    ) async -> Result<Value, any Error> {
        do {
            let surroundings = RunSurroundings.current.inside(self)
            let value = try await RunSurroundings.$current.withValue(surroundings) {
                _ = isolation
                return try await body(Run(context: self))
            }
            end(.ended)
            return .success(value)
        } catch {
            end(RunEnding(throwing: error))
            return .failure(error)
        }
    }
}
