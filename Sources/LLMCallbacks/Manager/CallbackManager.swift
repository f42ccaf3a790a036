// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Handlers that belong together, and the runs that they hear.
///
/// ```swift
/// let manager = CallbackManager([.standardOutput, .handler(counter)])
/// let reply = try await model.generate("Hello", manager: manager)
/// ```
///
/// A run takes the handlers as they are when it starts: one that is added later hears the next run; one that is removed
/// hears nothing more, and no other misses anything for that. Safe to use from several tasks at once, and from handlers.
public final class CallbackManager: Sendable {
    private let state: Mutex<[Registration]>
    let clock: RunClock

    /// Creates a manager.
    ///
    /// - Parameter callbacks: Its first handlers, in the order in which they are called.
    public init(_ callbacks: [Callback] = []) {
        state = Mutex(callbacks.map(Registration.init))
        clock = .system
    }

    /// Creates a manager whose runs take their times from a clock of yours: for tests.
    public init(_ callbacks: [Callback] = [], clock: some Clock<Duration>) {
        state = Mutex(callbacks.map(Registration.init))
        self.clock = RunClock(clock)
    }

    /// The handlers, in the order in which they are called.
    public var registrations: [Registration] { state.withLock { $0 } }

    /// Adds a handler, after those that are there. It hears the runs that start from now on.
    ///
    /// - Returns: Its registration, by which it can be removed.
    @discardableResult
    public func add(_ callback: Callback) -> Registration {
        let registration = Registration(callback)
        state.withLock { $0.append(registration) }
        return registration
    }

    /// Removes a handler. It gets nothing more, not even of runs under way. Does nothing if it is not there.
    public func remove(_ registration: Registration) {
        let isHere = state.withLock { registrations in
            let count = registrations.count
            registrations.removeAll { $0 === registration }
            return registrations.count < count
        }
        if isHere { registration.deactivate() }
    }

    /// Tells who would hear a run that was started here and now, and why.
    ///
    /// - Parameters:
    ///   - name: The run's name: for a model run the model's.
    ///   - kind: What it would be a run of.
    ///   - callbacks: What the call would add.
    ///   - options: What the call would say.
    /// - Returns: Every handler that would be looked at, in the order in which they are called.
    public func describe(
        _ name: String,
        kind: RunKind = .model,
        callbacks: [Callback] = [],
        options: RunOptions = RunOptions()
    ) -> [Route] {
        let surroundings = RunSurroundings.current
        return RunBlueprint(
            name,
            kind: kind,
            options: options,
            manager: self,
            callbacks: callbacks,
            surroundings: surroundings,
            parent: surroundings.run,
            returnsAnswer: true
        ).routes
    }
}
