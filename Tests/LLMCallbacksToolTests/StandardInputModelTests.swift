// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Synchronization
import Testing

@testable import LLMCallbacksTool

struct StandardInputModelTests {
    @Test func `an input without end fails at the limit, with all that came before`() async throws {
        let model = StandardInputModel(name: "endless", maxBytes: 10) { Array("four".utf8) }
        let run = model.stream("")
        var text = ""
        let error = await #expect(throws: ModelError.self) {
            for try await token in run.tokens { text += token.text }
        }
        #expect(text == "fourfourfo")
        #expect(error?.kind == .tooLarge)
        #expect(error?.message == "standard input is longer than the limit of 10 bytes")
    }

    @Test func `an input that has as many bytes as the limit is whole`() async throws {
        let rest = Mutex(["four", "four"])
        let model = StandardInputModel(name: "short", maxBytes: 8) {
            rest.withLock { $0.isEmpty ? [] : Array($0.removeFirst().utf8) }
        }
        #expect(try await model.generate("").text == "fourfour")
    }
}
