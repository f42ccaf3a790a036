// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// Uses a model, a manager and a handler, so that nothing of the core is left out by the linker.
@main
struct Main {
    static func main() async throws {
        let model = AnyStreamingModel("alone") { _, output in
            try await output.send(.text("The core stands alone."))
        }
        try await model.generate("Do you?", manager: CallbackManager([.standardOutput]))
    }
}
