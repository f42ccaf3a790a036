// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// Writes the text of a run to standard output as it is, and nothing else.
struct PassThroughHandler: CallbackHandler {
    func handle(_ event: CallbackEvent) throws {
        if let token = event.token { try StandardDescriptors.write(Array(token.text.utf8), to: 1) }
    }
}
