// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What surrounds the code that starts a run. Read once a run.
struct RunSurroundings: Sendable {
    /// Handlers of `withCallbacks`, outermost first.
    var registrations: [Registration] = []
    /// The run in whose body the code runs.
    var run: RunContext?

    /// The surroundings of the current task.
    @TaskLocal static var current = RunSurroundings()

    /// The same, inside a run.
    func inside(_ run: RunContext) -> RunSurroundings {
        var surroundings = self
        surroundings.run = run
        return surroundings
    }
}

/// What a run hands down to the runs nested in it.
struct RunInheritance: Sendable {
    var registrations: [Registration] = []
    var tags: [String] = []
    var metadata: [String: JSONValue] = [:]
}
