// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// The name of the model that answers, told once for each name.
struct AnsweringModel {
    private var name: [UInt8] = []

    /// Appends a chunk if the name is news. An empty one is not.
    mutating func tell(_ text: JSONText?, into chunks: inout [ModelChunk]) {
        guard let text, !text.isEmpty, !name.withUnsafeBytes(text.bytes.equals) else { return }
        name = Array(text.bytes)
        chunks.append(.model(text.string))
    }
}
