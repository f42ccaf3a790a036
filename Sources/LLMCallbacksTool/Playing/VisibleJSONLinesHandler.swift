// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// Writes events as JSON Lines to a terminal, which they cannot drive: see ``VisibleText/json(_:)``.
struct VisibleJSONLinesHandler: CallbackHandler {
    private let encoder = JSONLinesEncoder()

    func handle(_ event: CallbackEvent) throws {
        try StandardDescriptors.write(VisibleText.json(encoder.encode(event)) + [UInt8(ascii: "\n")], to: 1)
    }
}
