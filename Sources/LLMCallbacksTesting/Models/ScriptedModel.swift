// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks

/// A model that says what a script says: no network, no chance, and every fault at a place of your choice.
///
/// ```swift
/// let model = ScriptedModel("to ", "be")                                  // two tokens, then a finish reason
/// let broken = ScriptedModel(tokens: ["to "], failingWith: outage)        // one token, then an error
/// let slow = ScriptedModel(steps: ["to ", .gate("middle"), "be"])         // stops until `slow.open("middle")`
/// ```
///
/// One model may answer many requests, also at once; each goes through the whole script.
public final class ScriptedModel: StreamingModel {
    /// The model's name.
    public let name: String
    private let script: @Sendable (ModelRequest) -> [Step]
    private let sleep: @Sendable (Duration) async throws -> Void
    private let record = Watched(Record())

    private struct Record {
        var requests: [ModelRequest] = []
        var returns: [(any Error)?] = []
        var cancellations = 0
        var gates: [String: Gate] = [:]

        mutating func gate(_ name: String) -> Gate {
            if let gate = gates[name] { return gate }
            let gate = Gate()
            gates[name] = gate
            return gate
        }
    }

    /// Creates a model whose answer depends on the request.
    ///
    /// - Parameters:
    ///   - name: The model's name.
    ///   - clock: What ``Step/pause(_:)`` waits on.
    ///   - script: What to do for a request, in order. Nothing is added: an answer without a finish reason has none.
    public init(
        name: String = "scripted",
        clock: some Clock<Duration> = ContinuousClock(),
        script: @escaping @Sendable (ModelRequest) -> [Step]
    ) {
        self.name = name
        self.script = script
        sleep = { try await clock.sleep(until: clock.now.advanced(by: $0), tolerance: nil) }
    }

    /// What the model was asked, in order.
    public var requests: [ModelRequest] { record.state.requests }

    /// How often its work was cancelled while it was under way.
    public var cancellationCount: Int { record.state.cancellations }

    /// Whether its work was ever cancelled while it was under way.
    public var wasCancelled: Bool { cancellationCount > 0 }

    /// The errors that answers ended with, in the order of their ends: its own, and those that sending threw.
    public var thrownErrors: [any Error] { record.state.returns.compactMap(\.self) }

    /// How many answers are over, however they ended.
    public var returnCount: Int { record.state.returns.count }

    /// Goes through the script.
    public func respond(to request: ModelRequest, into output: ModelOutput) async throws {
        record.update { $0.requests.append(request) }
        try await withTaskCancellationHandler {
            do {
                try await perform(script(request), output)
                record.update { $0.returns.append(nil) }
            } catch {
                record.update { $0.returns.append(error) }
                throw error
            }
        } onCancel: {
            record.update { $0.cancellations += 1 }
        }
    }

    // MARK: What a test does meanwhile

    /// Opens a named gate for all answers, those that wait there and those to come.
    public func open(_ gate: String) { self.gate(gate).open() }

    /// A named gate of the script; the same one for the same name.
    public func gate(_ name: String) -> Gate { record.update { $0.gate(name) } }

    /// Waits until so many answers have come to a named gate.
    ///
    /// - Throws: `CancellationError` if the task is cancelled before.
    public func waitUntilReached(_ gate: String, by count: Int = 1) async throws {
        try await self.gate(gate).waitForArrivals(count)
    }

    /// Waits until the model has been asked so often.
    ///
    /// - Throws: `CancellationError` if the task is cancelled before.
    public func waitForRequests(_ count: Int = 1) async throws {
        try await record.waitUnlessCancelled { $0.requests.count >= count }
    }

    /// Waits until work under way has been cancelled so often.
    ///
    /// - Throws: `CancellationError` if the task is cancelled before.
    public func waitForCancellations(_ count: Int = 1) async throws {
        try await record.waitUnlessCancelled { $0.cancellations >= count }
    }

    /// Waits until so many answers are over.
    ///
    /// - Throws: `CancellationError` if the task is cancelled before.
    public func waitForReturns(_ count: Int = 1) async throws {
        try await record.waitUnlessCancelled { $0.returns.count >= count }
    }

    // MARK: The script

    private func perform(_ steps: [Step], _ output: ModelOutput) async throws {
        for step in steps { try await perform(step, output) }
    }

    private func perform(_ step: Step, _ output: ModelOutput) async throws {
        switch step.action {
        case .send(let chunk): try await output.send(chunk)
        case .pause(let duration): try await sleep(duration)
        case .wait(let place): try await gate(place).waitUnlessCancelled()
        case .hang(let place): await gate(place).wait()
        case .fail(let error): throw error
        case .perform(let work): try await work(output)
        case .defying(let steps): for step in steps { try? await perform(step, output) }
        case .together(let scripts): try await performTogether(scripts, output)
        }
    }

    private func performTogether(_ scripts: [[Step]], _ output: ModelOutput) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for steps in scripts { group.addTask { try await self.perform(steps, output) } }
            try await group.waitForAll()
        }
    }

    private func gate(_ place: Step.Place) -> Gate {
        switch place {
        case .gate(let gate): gate
        case .name(let name): gate(name)
        }
    }
}
