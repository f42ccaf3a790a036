// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks

/// A suite that every handler should pass: run it on yours.
///
/// ```swift
/// @Test func `my handler keeps the rules`() async throws {
///     try await HandlerConformance.check(MyHandler())
/// }
/// ```
///
/// The handler hears runs that end, fail, are stopped and are cancelled; empty ones, ones with many choices, tool calls
/// and unusual text; nested ones, and several at once. It must neither throw nor hang, and its neighbours must hear
/// what they would hear without it.
public enum HandlerConformance {
    /// Checks a sync handler.
    ///
    /// - Parameters:
    ///   - handler: What to check. It hears about 10,000 events.
    ///   - limit: How long one scenario may take before the handler counts as hanging. It stays behind, hanging.
    /// - Returns: What was tried.
    /// - Throws: A ``ConformanceFailure`` that names everything wrong.
    @discardableResult
    public static func check(
        _ handler: some CallbackHandler,
        limit: Duration = .seconds(30)
    ) async throws -> ConformanceReport {
        try await check(.handler(handler), limit: limit)
    }

    /// Checks an async handler.
    ///
    /// - Parameters:
    ///   - handler: What to check. It hears about 10,000 events.
    ///   - limit: How long one scenario may take before the handler counts as hanging. It stays behind, hanging.
    /// - Returns: What was tried.
    /// - Throws: A ``ConformanceFailure`` that names everything wrong.
    @discardableResult
    public static func check(
        _ handler: some AsyncCallbackHandler,
        limit: Duration = .seconds(30)
    ) async throws -> ConformanceReport {
        try await check(.handler(handler), limit: limit)
    }

    /// Checks a handler that takes batches.
    ///
    /// - Parameters:
    ///   - handler: What to check. It hears about 10,000 events.
    ///   - limit: How long one scenario may take before the handler counts as hanging. It stays behind, hanging.
    /// - Returns: What was tried.
    /// - Throws: A ``ConformanceFailure`` that names everything wrong.
    @discardableResult
    public static func check(
        _ handler: some BatchCallbackHandler,
        limit: Duration = .seconds(30)
    ) async throws -> ConformanceReport {
        try await check(.handler(handler), limit: limit)
    }

    /// Checks a handler as it would be registered, for instance a built-in one.
    ///
    /// - Parameters:
    ///   - callback: What to check. It hears about 10,000 events.
    ///   - limit: How long one scenario may take before the handler counts as hanging. It stays behind, hanging.
    /// - Returns: What was tried.
    /// - Throws: A ``ConformanceFailure`` that names everything wrong.
    @discardableResult
    public static func check(
        _ callback: Callback,
        limit: Duration = .seconds(30)
    ) async throws -> ConformanceReport {
        var problems: [ConformanceFailure.Problem] = []
        var tried: [String] = []
        for scenario in HandlerScenario.all {
            let found = await messages(scenario, callback, limit)
            tried.append(scenario.name)
            problems += found.map { ConformanceFailure.Problem(scenario: scenario.name, message: $0) }
            // What hangs would hang again, and each time cost the whole limit.
            if found.contains(hangs) { break }
        }
        guard problems.isEmpty else { throw ConformanceFailure(problems: problems) }
        return ConformanceReport(scenarios: tried)
    }

    private static let hangs = "the run did not come to its end in time: the handler hangs"

    /// Everything wrong in one scenario, in words.
    private static func messages(_ scenario: HandlerScenario, _ callback: Callback, _ limit: Duration) async -> [String]
    {
        let (before, after) = (RecordingHandler(), RecordingHandler())
        let manager = CallbackManager([.handler(before)])
        let registration = manager.add(callback)
        manager.add(.handler(after))
        let found = Watched<[String]>([])
        let isInTime = await TimeLimit.isKept(limit) {
            do {
                let expected = try await scenario.run(CallbackManager())
                let results = try await scenario.run(manager)
                let messages = faults(of: registration, results) + changes(expected, results)
                found.update { $0 += messages }
            } catch {
                found.update { $0.append("the caller of the run was thrown: \(error)") }
            }
        }
        guard isInTime else { return [hangs] }
        let order = [before, after].flatMap { EventOrderChecker.violations(in: $0.events) }
        return found.state + order.map { "a neighbour heard: \($0)" } + differences(before, after)
    }

    /// The handler's own faults: those that the results tell, and the number of others.
    private static func faults(of registration: Registration, _ results: [RunResult]) -> [String] {
        let told = results.flatMap(\.handlerFailures).filter { $0.label != HandlerScenario.neighbour }
        let others = registration.failureCount - told.count
        return told.map { "it failed: \($0)" } + (others > 0 ? ["it failed \(others) times at the end of runs"] : [])
    }

    /// Whether runs went otherwise than without the handler.
    private static func changes(_ expected: [RunResult], _ results: [RunResult]) -> [String] {
        let without = expected.map { "\($0.outcome)" }.sorted()
        let with = results.map { "\($0.outcome)" }.sorted()
        return without == with ? [] : ["it changed how runs end, from \(without) to \(with)"]
    }

    /// Whether a neighbour called before the handler and one called after it heard the same.
    private static func differences(_ before: RecordingHandler, _ after: RecordingHandler) -> [String] {
        before.runIDs.filter { before.outline(of: $0) != after.outline(of: $0) }
            .map { "neighbours before and after it heard different events of run \($0)" }
    }
}

extension EventRecorder {
    fileprivate func outline(of run: RunID) -> [String] { events(of: run).map { "\($0.sequence) \($0.eventKind)" } }
}
