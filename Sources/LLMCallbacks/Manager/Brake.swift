// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Something that holds up the runs that fill it.
protocol Brake: Sendable {
    /// Whether a run should wait before it emits again.
    func isFull(for run: RunContext) -> Bool
    /// Waits until there is room, the run is over, or the task is cancelled. May return early: ask again.
    func waitForRoom(run: RunContext) async
    /// Lets a run that is over go on.
    func release(_ run: RunContext)
}

/// A handler that is called inline, and buffers.
protocol InlineBrake: Brake {
    /// On while one of its buffers is full; `nil` if none ever is.
    var light: BrakeLight? { get }
}
