// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Lets handlers hear every run that starts inside a piece of code, in its task and the tasks below it.
///
/// ```swift
/// try await withCallbacks([.standardOutput]) {
///     try await answer(question)          // whatever models this asks, however deep
/// }
/// ```
///
/// Scopes add up: a run in two of them is heard by the handlers of both, those of the outer one first. As with every
/// task-local value, a `Task.detached` stands outside. Read once a run, never per token.
///
/// - Parameters:
///   - callbacks: Who hears.
///   - operation: The code.
/// - Returns: What the code returns.
/// - Throws: What the code throws. The scope ends then, too.
public func withCallbacks<Result, Failure: Error>(
    _ callbacks: [Callback],
    operation: () async throws(Failure) -> Result
) async throws(Failure) -> Result {
    var surroundings = RunSurroundings.current
    surroundings.registrations += callbacks.map(Registration.init)
    return try await inside(surroundings, operation).get()
}

/// Takes the isolation, so that the closure captures it: it would leave the caller's actor otherwise.
private func inside<Result, Failure: Error>(
    isolation: isolated (any Actor)? = #isolation,
    _ surroundings: RunSurroundings,
    _ operation: () async throws(Failure) -> Result
) async -> Swift.Result<Result, Failure> {
    await RunSurroundings.$current.withValue(surroundings) { () async -> Swift.Result<Result, Failure> in
        _ = isolation
        do throws(Failure) {
            return .success(try await operation())
        } catch {
            return .failure(error)
        }
    }
}
