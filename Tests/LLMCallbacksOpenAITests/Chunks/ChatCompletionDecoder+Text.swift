// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

@testable import LLMCallbacksOpenAI

extension ChatCompletionDecoder {
    /// Decodes the data of one event, given as text.
    mutating func decode(_ data: String) throws -> [ModelChunk] {
        var chunks: [ModelChunk] = []
        try Array(data.utf8).withUnsafeBytes { try decode($0, into: &chunks) }
        return chunks
    }
}
