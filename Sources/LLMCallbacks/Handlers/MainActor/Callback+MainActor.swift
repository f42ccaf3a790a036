// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension Callback {
    /// Takes the answer to the main actor, as often as a screen can show it and no more.
    ///
    /// ```swift
    /// try await model.generate("Hello", callbacks: [
    ///     .mainActor { view.text += $0.text } onEnd: { _ in view.isBusy = false }
    /// ])
    /// ```
    ///
    /// In each interval, `update` is called at most once for each lane of each choice of a run, with the text that came since,
    /// joined to one piece. What is left at the end, however the run ends, comes before `generate` returns, without waiting for
    /// the interval to pass. The model never waits for the main actor, as long as its lanes come in stretches.
    ///
    /// - Parameters:
    ///   - interval: The least time between two turns on the main actor. The first piece does not wait.
    ///   - lanes: Which parts of the answer are wanted.
    ///   - update: Takes a piece.
    ///   - onReplace: Takes the new text of a lane whose text the model replaced, and what came after that. Without it,
    ///     replaced text is not told.
    ///   - onEnd: Called once a run, last, however it ended: see ``RunResult/outcome``.
    public static func mainActor(
        every interval: Duration = .milliseconds(33),
        lanes: LaneFilter = .text,
        _ update: @escaping @MainActor @Sendable (TokenDelta) -> Void,
        onReplace: (@MainActor @Sendable (TokenDelta) -> Void)? = nil,
        onEnd: (@MainActor @Sendable (RunResult) -> Void)? = nil
    ) -> Callback {
        let handler = MainActorHandler(lanes: lanes, update: update, replace: onReplace, end: onEnd)
        return .handler(
            handler,
            events: handler.events,
            overflow: .coalesce,
            interval: interval,
            label: "mainActor"
        )
    }
}
