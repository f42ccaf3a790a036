// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksExport
import Testing

/// Long pieces of which every character has to be shown some other way: the effort must not grow with the square of the length.
@Suite(.timeLimit(.minutes(3))) struct LongTextTests {
    private static let count = 1_000_000
    private let run: ExportedRun

    init() {
        var run = ExampleRun([.user("")])
        run.say(String(repeating: "\0", count: Self.count))
        run.end()
        self.run = run.exported
    }

    @Test func `a page shows a million characters that would act`() throws {
        let page = try HTMLExporter().text(run)
        #expect(page.utf8.count > Self.count * "<b>^@</b>".utf8.count)
    }

    @Test func `a recording for terminals shows a million characters that would act`() throws {
        let cast = try AsciicastExporter().text(run)
        #expect(cast.utf8.count > Self.count * "^@".utf8.count)
    }
}
