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
    @inlinable
    public func send(_ chunk: ModelChunk) async throws {
        // Inlined into the model, so that a chunk which need not wait costs no async call.
        let emitted = run.emit(chunk)
        if emitted != .sent { try await run.settle(emitted, chunk) }
    }

    /// Sends several pieces, in order, as fast as handlers take them.
    ///
    /// - Throws: As ``send(_:)``.
    public func send(contentsOf chunks: some Sequence<ModelChunk>) async throws {
        for chunk in chunks { try await send(chunk) }
    }
}
