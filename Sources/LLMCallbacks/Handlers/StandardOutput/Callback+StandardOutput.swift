// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension Callback {
    /// Writes the answer's text to standard output as it comes: see ``StandardOutputHandler``.
    ///
    /// One handler for the whole program: a run that is given it twice writes once, and runs are kept apart.
    public static let standardOutput = standardOutput(lanes: .text)

    /// Writes parts of the answer to standard output as they come: see ``StandardOutputHandler``.
    ///
    /// - Parameters:
    ///   - lanes: Which parts of the answer to write.
    ///   - arrangement: How runs that write at the same time are kept apart.
    public static func standardOutput(
        lanes: LaneFilter,
        arrangement: StandardOutputHandler.Arrangement = .wholeRuns
    ) -> Callback {
        .handler(
            StandardOutputHandler(lanes: lanes, arrangement: arrangement),
            events: StandardOutputHandler.events,
            label: "standardOutput"
        )
    }
}
