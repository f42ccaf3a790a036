// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// Standard input as a model: what another program writes is the answer, a token for each piece that arrives.
struct StandardInputModel: StreamingModel {
    let name: String
    /// The most bytes of an answer, which the run keeps in memory: as many as of an answer over HTTP.
    var maxBytes = 256 << 20
    /// Reads what is there; empty at the end.
    var read: @Sendable () async throws -> [UInt8] = StandardInput.next

    /// - Throws: `FileError` where it cannot be read; `ModelError` of kind `tooLarge` where there is more than the limit: what
    ///   came before has been told.
    func respond(to request: ModelRequest, into output: ModelOutput) async throws {
        var text = UTF8Pieces()
        var room = maxBytes
        while true {
            let bytes = try await read()
            let piece = bytes.isEmpty ? text.finish() : text.append(Array(bytes.prefix(room)))
            if !piece.isEmpty { try await output.send(.text(piece)) }
            if bytes.isEmpty { return }
            guard bytes.count <= room else {
                throw ModelError(.tooLarge, "standard input is longer than the limit of \(maxBytes) bytes")
            }
            room -= bytes.count
        }
    }
}
