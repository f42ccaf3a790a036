// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LLMCallbacks

struct SharedOutputTests {
    @Test func `all handlers for standard output share one output`() {
        let handlers = [StandardOutputHandler(), StandardOutputHandler(lanes: .all, arrangement: .prefixed)]
        #expect(handlers.allSatisfy { $0.output === SharedOutput.standardOutput })
        let pipe = TestPipe()
        #expect(StandardOutputHandler(fileDescriptor: pipe.writeEnd).output !== SharedOutput.standardOutput)
    }
}
