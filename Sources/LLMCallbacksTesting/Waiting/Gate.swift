// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Android)
    import Android
#endif

/// A place where code waits until a test lets it pass: the way to order things without sleeping.
///
/// ```swift
/// let gate = Gate()
/// async let reply = ScriptedModel(steps: ["a", .wait(gate), "b"]).generate("Hello")
/// try await gate.waitForArrivals(1)       // "a" is out, the model stands at the gate
/// gate.open()
/// ```
///
/// Once open, a gate stays open.
public final class Gate: Sendable {
    private struct State {
        var isOpen: Bool
        var arrivals = 0
    }

    private let state: Watched<State>

    /// Creates a gate, closed unless you say otherwise.
    public init(isOpen: Bool = false) { state = Watched(State(isOpen: isOpen)) }

    /// Whether whoever comes may pass.
    public var isOpen: Bool { state.state.isOpen }

    /// How many have come to the gate so far, whether or not they passed.
    public var arrivals: Int { state.state.arrivals }

    /// Lets everybody pass, those that wait and those that will come.
    public func open() { state.update { $0.isOpen = true } }

    /// Waits until the gate is open. Cancelling the task does not help: for code that ignores cancellation.
    public func wait() async {
        arrive()
        await state.wait { $0.isOpen }
    }

    /// Waits until the gate is open.
    ///
    /// - Throws: `CancellationError` if the task is cancelled before.
    public func waitUnlessCancelled() async throws {
        arrive()
        try await state.waitUnlessCancelled { $0.isOpen }
    }

    /// Blocks the thread until the gate is open: for sync code that hangs. Other work needs a thread of its own meanwhile.
    public func block() {
        arrive()
        // Nothing of the standard library lets a thread wait; looking every millisecond is enough for a test.
        while !isOpen { usleep(1000) }
    }

    /// Waits until so many have come to the gate.
    ///
    /// - Throws: `CancellationError` if the task is cancelled before.
    public func waitForArrivals(_ count: Int = 1) async throws {
        try await state.waitUnlessCancelled { $0.arrivals >= count }
    }

    private func arrive() { state.update { $0.arrivals += 1 } }
}
