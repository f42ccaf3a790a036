// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

@testable import LLMCallbacksOpenAI

struct SavedAnswerTests {
    /// Bodies that say at their beginning which wire they are of; the other recordings are of servers that leave that out.
    private static let bodies =
        (Recording.dialects + Recording.errors).filter { $0.contentType == nil && $0.requestID == nil }
        + Recording.otherWires.filter { recording in
            recording.error == nil
                && ["\"message_start\"", "\"response.created\"", "\"done\":"].contains { recording.body.contains($0) }
        }

    @Test(arguments: bodies)
    func `a saved body gives the chunks that it gave when it came, on whichever wire`(_ recording: Recording) {
        for pieceBytes in [1 << 20, 7] {
            var chunks: [ModelChunk] = []
            var fault: ModelError?
            var answer = SavedAnswer()
            let body = Array(recording.body.utf8)
            do throws(ModelError) {
                for start in stride(from: 0, to: body.count, by: pieceBytes) {
                    try answer.receive(Array(body[start..<min(start + pieceBytes, body.count)]), into: &chunks)
                }
                try answer.finish(into: &chunks)
            } catch {
                fault = error
            }
            #expect(chunks.map(\.note) == recording.notes)
            #expect(fault.map { "\($0)" } == recording.error)
        }
    }
}
