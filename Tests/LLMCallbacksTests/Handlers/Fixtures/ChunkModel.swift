// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// A model that says what it is told to, and then fails if it is told to.
struct ChunkModel: StreamingModel {
    var name = "chunks"
    var chunks: [ModelChunk]
    var error: (any Error)?

    init(_ chunks: [ModelChunk], name: String = "chunks", error: (any Error)? = nil) {
        self.chunks = chunks
        self.name = name
        self.error = error
    }

    init(_ texts: String..., name: String = "chunks") {
        self.init(texts.map { .text($0) }, name: name)
    }

    func respond(to request: ModelRequest, into output: ModelOutput) async throws {
        try await output.send(contentsOf: chunks)
        if let error { throw error }
    }
}

/// An error with words of its own.
struct Mishap: Error, CustomStringConvertible {
    var description = "a mishap"
}
