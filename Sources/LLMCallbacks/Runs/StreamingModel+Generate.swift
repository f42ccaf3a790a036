// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension StreamingModel {
    /// Asks the model and returns its whole answer; handlers hear it as it comes.
    ///
    /// ```swift
    /// let reply = try await model.generate("Write me a song.", callbacks: [.standardOutput])
    /// print(reply.usage?.outputTokens ?? 0, "tokens")
    /// ```
    ///
    /// - Parameters:
    ///   - request: What to ask.
    ///   - callbacks: Handlers for this run and those nested in it, after the manager's.
    ///   - manager: Whose handlers hear the run, besides those around it.
    ///   - options: Id, session, tags, metadata, grace period.
    /// - Returns: The answer, counts, times and failures of handlers, once all handlers are through with the run. Also if
    ///   the run was stopped by ``RunContext/stop(reason:)``: ``RunResult/outcome`` tells.
    /// - Throws: The model's own error; the error of a handler that must not fail or could not be opened;
    ///   `CancellationError` if the task was cancelled. Handlers have heard it by then.
    @discardableResult
    public func generate(
        _ request: ModelRequest,
        callbacks: [Callback] = [],
        manager: CallbackManager? = nil,
        options: RunOptions = RunOptions()
    ) async throws -> RunResult {
        let run = startRun(request, callbacks, manager, options)
        await run.waitUnlessCancelled()
        return try run.completion.result()
    }

    /// Asks the model with one user's message: see ``generate(_:callbacks:manager:options:)-(ModelRequest,_,_,_)``.
    @discardableResult
    public func generate(
        _ prompt: String,
        callbacks: [Callback] = [],
        manager: CallbackManager? = nil,
        options: RunOptions = RunOptions()
    ) async throws -> RunResult {
        let run = startRun(ModelRequest(prompt), callbacks, manager, options)
        await run.waitUnlessCancelled()
        return try run.completion.result()
    }

    /// Goes on with a conversation: see ``generate(_:callbacks:manager:options:)-(ModelRequest,_,_,_)``.
    @discardableResult
    public func generate(
        _ messages: [ModelMessage],
        callbacks: [Callback] = [],
        manager: CallbackManager? = nil,
        options: RunOptions = RunOptions()
    ) async throws -> RunResult {
        let run = startRun(ModelRequest(messages), callbacks, manager, options)
        await run.waitUnlessCancelled()
        return try run.completion.result()
    }

    /// Asks the model several things at once. Each is a run of its own, which ends when it ends.
    ///
    /// - Parameters:
    ///   - requests: What to ask.
    ///   - maxConcurrent: The most runs at the same time; at least 1.
    ///   - callbacks: Handlers for all of them, after the manager's.
    ///   - manager: Whose handlers hear the runs, besides those around them.
    ///   - options: For all of them; an id is the first run's.
    /// - Returns: What became of each, in the order of the requests: one that fails takes no other with it.
    public func batch(
        _ requests: [ModelRequest],
        maxConcurrent: Int = 8,
        callbacks: [Callback] = [],
        manager: CallbackManager? = nil,
        options: RunOptions = RunOptions()
    ) async -> [Result<RunResult, any Error>] {
        await withTaskGroup(of: (Int, Result<RunResult, any Error>).self) { group in
            var results = [Result<RunResult, any Error>?](repeating: nil, count: requests.count)
            for (place, request) in requests.enumerated() {
                if place >= max(1, maxConcurrent), let (done, result) = await group.next() { results[done] = result }
                var options = options
                if place > 0 { options.id = nil }
                group.addTask { [options] in
                    do {
                        let reply = try await generate(
                            request,
                            callbacks: callbacks,
                            manager: manager,
                            options: options
                        )
                        return (place, .success(reply))
                    } catch {
                        return (place, .failure(error))
                    }
                }
            }
            for await (done, result) in group { results[done] = result }
            // Every request has had a task, and every task has returned its place.
            return results.map { $0 ?? .failure(CancellationError()) }
        }
    }

    /// Starts a run of this model in a task of its own, which is cancelled once the run is over.
    @inline(never)
    func startRun(
        _ request: ModelRequest,
        _ callbacks: [Callback],
        _ manager: CallbackManager?,
        _ options: RunOptions
    ) -> RunContext {
        let blueprint = RunBlueprint(
            name,
            kind: .model,
            options: options,
            manager: manager,
            callbacks: callbacks,
            returnsAnswer: true
        )
        let context = RunContext.start(blueprint, .request(request))
        guard !context.isOver else { return context }
        let surroundings = RunSurroundings.current.inside(context)
        let work = RunSurroundings.$current.withValue(surroundings) {
            Task { @concurrent in
                do {
                    try await respond(to: request, into: ModelOutput(context))
                    context.end(.ended)
                } catch {
                    context.end(RunEnding(throwing: error))
                }
            }
        }
        context.completion.onCancel { work.cancel() }
        return context
    }
}
