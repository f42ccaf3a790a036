// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

struct ModelRequestTests {
    @Test func `a string literal is one user's message`() {
        let request: ModelRequest = "Hello"
        #expect(request.messages == [.user("Hello")])
    }
}
