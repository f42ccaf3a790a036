// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension AnyStreamingModel {
    /// Creates a model from a callback interface: something that calls back with each piece and cannot be made to wait.
    ///
    /// ```swift
    /// let model = AnyStreamingModel("legacy", push: { request, push in
    ///     try legacy.generate(request.promptText) { piece in
    ///         push.send(.text(piece)) ? .more : .stop
    ///     }
    /// })
    /// ```
    ///
    /// The answer is complete when the closure returns. For an interface that returns at once and calls back later, wait for
    /// its last call with a continuation. A closure that blocks should do so on a thread of its own.
    ///
    /// - Parameters:
    ///   - name: The model's name.
    ///   - limit: The most pieces that may wait for slow handlers. Beyond it the run fails with ``RunError/Code/overflow``, at once
    ///     and with what has been told by then, rather than to lose some silently or to grow without bound.
    ///   - push: Does the work.
    public init(
        _ name: String,
        limit: Int = 65_536,
        push: @escaping @Sendable (ModelRequest, PushOutput) async throws -> Void
    ) {
        self.init(name) { request, output in
            let pushed = PushOutput(output.run, limit: limit)
            do {
                try await push(request, pushed)
            } catch {
                try await pushed.drain()
                throw error
            }
            try await pushed.drain()
        }
    }
}
