// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// Standard input as a model: what another program writes is the answer, a token for each piece that arrives.
struct StandardInputModel: StreamingModel {
    let name: String

    func respond(to request: ModelRequest, into output: ModelOutput) async throws {
        var text = UTF8Pieces()
        while true {
            let bytes = try await StandardInput.next()
            let piece = bytes.isEmpty ? text.finish() : text.append(bytes)
            if !piece.isEmpty { try await output.send(.text(piece)) }
            if bytes.isEmpty { return }
        }
    }
}
