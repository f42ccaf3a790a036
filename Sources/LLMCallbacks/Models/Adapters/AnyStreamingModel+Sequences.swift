// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension AnyStreamingModel {
    /// Creates a model from an async sequence, whose elements each become any number of chunks.
    ///
    /// - Parameters:
    ///   - name: The model's name.
    ///   - source: Makes the sequence for a request.
    ///   - map: Emits an element's chunks, in order.
    public init<Source: AsyncSequence>(
        _ name: String,
        source: @escaping @Sendable (ModelRequest) async throws -> Source,
        map: @escaping @Sendable (Source.Element, (ModelChunk) -> Void) throws -> Void
    ) where Source: SendableMetatype, Source.AsyncIterator: SendableMetatype, Source.Element: SendableMetatype {
        self.init(name, state: {}, source: source) { _, element, emit in try map(element, emit) }
    }

    /// Creates a model from an async sequence and a mapping that remembers: to assemble tool calls, say.
    ///
    /// - Parameters:
    ///   - name: The model's name.
    ///   - state: What the mapping begins with. Made anew for each run.
    ///   - source: Makes the sequence for a request.
    ///   - map: Emits an element's chunks, in order.
    public init<State, Source: AsyncSequence>(
        _ name: String,
        state: @escaping @Sendable () -> State,
        source: @escaping @Sendable (ModelRequest) async throws -> Source,
        map: @escaping @Sendable (inout State, Source.Element, (ModelChunk) -> Void) throws -> Void
    ) where Source: SendableMetatype, Source.AsyncIterator: SendableMetatype, Source.Element: SendableMetatype {
        self.init(name) { request, output in
            var state = state()
            var chunks: [ModelChunk] = []
            for try await element in try await source(request) {
                do {
                    try map(&state, element) { chunks.append($0) }
                } catch {
                    // What the element gave before it failed is part of the answer.
                    try await output.send(contentsOf: chunks)
                    throw error
                }
                try await output.send(contentsOf: chunks)
                chunks.removeAll(keepingCapacity: true)
            }
        }
    }

    /// Creates a model from an async sequence of text pieces.
    ///
    /// - Parameters:
    ///   - name: The model's name.
    ///   - source: Makes the sequence for a request. Each element is new text, not the text so far.
    public init<Source: AsyncSequence>(
        _ name: String,
        source: @escaping @Sendable (ModelRequest) async throws -> Source
    )
    where Source: SendableMetatype, Source.AsyncIterator: SendableMetatype, Source.Element: StringProtocol & Sendable {
        self.init(name, source: source) { element, emit in emit(.text(String(element))) }
    }

    /// Creates a model from an async sequence of snapshots, each the whole text so far.
    ///
    /// Handlers get what is new. Where a snapshot does not begin with the one before it, they get
    /// ``CallbackEvent/Kind/replaced(_:)`` with the whole text. Snapshots are compared as UTF-8, byte by byte: one may well
    /// change the last character that a reader saw, by adding an accent to it.
    ///
    /// - Parameters:
    ///   - name: The model's name.
    ///   - snapshots: Makes the sequence for a request.
    ///   - text: The text of an element.
    public init<Source: AsyncSequence>(
        _ name: String,
        snapshots: @escaping @Sendable (ModelRequest) async throws -> Source,
        text: @escaping @Sendable (Source.Element) -> String
    ) where Source: SendableMetatype, Source.AsyncIterator: SendableMetatype, Source.Element: SendableMetatype {
        self.init(name, state: { SnapshotDiffer() }, source: snapshots) { differ, element, emit in
            if let chunk = differ.chunk(for: text(element)) { emit(chunk) }
        }
    }
}
