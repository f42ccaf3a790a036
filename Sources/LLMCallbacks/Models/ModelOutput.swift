// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Where a model's pieces go: the run that wraps it.
public struct ModelOutput: Sendable {
    /// The run, for its id, tags and metadata.
    public let run: RunContext

    init(_ run: RunContext) { self.run = run }

    /// Sends one piece. Inline handlers have heard it when this returns, unless another task was sending to the same run: then
    /// that task passes it on. Waits while a queue is full that may not lose anything.
    ///
    /// - Throws: Once the run is over, what ended it. Let it pass: nothing more is wanted.
    public func send(_ chunk: ModelChunk) async throws { try await run.emitAndWait(chunk) }

    /// Sends several pieces, in order, as fast as handlers take them.
    ///
    /// - Throws: As ``send(_:)``.
    public func send(contentsOf chunks: some Sequence<ModelChunk>) async throws {
        for chunk in chunks { try await run.emitAndWait(chunk) }
    }
}
