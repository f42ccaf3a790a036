// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks

/// A suite that every model should pass: run it on yours.
///
/// ```swift
/// @Test func `my model keeps the rules`() async throws {
///     try await ModelConformance.check(MyModel(), request: "Count to ten.")
/// }
/// ```
///
/// The model must answer with at least one token, also several requests at once; must stop when its run is stopped or
/// its task is cancelled; and must let the error pass that sending throws then.
public enum ModelConformance {
    private struct Finding: Error, CustomStringConvertible {
        let description: String
    }

    /// Checks a model.
    ///
    /// - Parameters:
    ///   - model: What to check. It is asked six times.
    ///   - request: What to ask: something that is answered with more than one token.
    ///   - limit: How long one scenario may take before the model counts as hanging.
    /// - Returns: What was tried.
    /// - Throws: A ``ConformanceFailure`` that names everything wrong.
    @discardableResult
    public static func check(
        _ model: some StreamingModel,
        request: ModelRequest,
        limit: Duration = .seconds(30)
    ) async throws -> ConformanceReport {
        let scenarios: [(String, @Sendable () async throws -> Void)] = [
            ("one request", { try await answer(model, request, count: 1) }),
            ("three requests at once", { try await answer(model, request, count: 3) }),
            ("stopped at its first token", { try await stop(model, request) }),
            ("a task that is cancelled at its first token", { try await cancel(model, request) }),
        ]
        var problems: [ConformanceFailure.Problem] = []
        for (scenario, work) in scenarios {
            let found = Watched<[String]>([])
            let isInTime = await TimeLimit.isKept(limit) {
                do { try await work() } catch { found.update { $0.append("\(error)") } }
            }
            let messages = isInTime ? found.state : ["it did not return in time: it hangs"]
            problems += messages.map { .init(scenario: scenario, message: $0) }
        }
        guard problems.isEmpty else { throw ConformanceFailure(problems: problems) }
        return ConformanceReport(scenarios: scenarios.map(\.0))
    }

    private static func answer(_ model: some StreamingModel, _ request: ModelRequest, count: Int) async throws {
        let order = EventOrderChecker()
        let requests = Array(repeating: request, count: count)
        for result in await model.batch(requests, maxConcurrent: count, callbacks: [.handler(order)]) {
            guard try result.get().tokenCount > 0 else { throw Finding(description: "the answer had no token") }
        }
        try order.verify()
    }

    private static func stop(_ model: some StreamingModel, _ request: ModelRequest) async throws {
        let order = EventOrderChecker()
        let observed = ObservedModel(model)
        observed.begin()
        let stopper = FaultyHandler(.throwing(Finding(description: ""))) { event in
            if event.token != nil { event.run.stop(reason: "enough") }
            return false
        }
        let result = try await observed.generate(request, callbacks: [.handler(stopper), .handler(order)])
        guard result.outcome == .cancelled(.stopped("enough")) else {
            throw Finding(description: "it was stopped at its first token, and the run is \(result.outcome)")
        }
        await observed.waitForReturn()
        try order.verify()
    }

    private static func cancel(_ model: some StreamingModel, _ request: ModelRequest) async throws {
        let order = EventOrderChecker()
        let observed = ObservedModel(model)
        let caller = Watched<Task<RunResult, any Error>?>(nil)
        let canceller = FaultyHandler(.throwing(Finding(description: ""))) { event in
            if event.token != nil { caller.state?.cancel() }
            return false
        }
        let task = Task { try await observed.generate(request, callbacks: [.handler(canceller), .handler(order)]) }
        caller.update { $0 = task }
        observed.begin()
        // Whether cancelling or ending comes first is open; that it comes to an end is not.
        _ = try? await task.value
        await observed.waitForReturn()
        try order.verify()
    }
}
