// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

struct RecordingTests {
    @Test(arguments: Recording.dialects + Recording.errors, [1 << 20, 1, 7, 100])
    func `a body gives its chunks, however it is cut`(_ recording: Recording, pieceBytes: Int) {
        let played = recording.play(pieceBytes: pieceBytes)
        #expect(played.notes == recording.notes)
        #expect(played.error == recording.error)
    }

    @Test(arguments: Recording.dialects)
    func `a stream cut anywhere gives a part of its chunks, or says that it was cut`(_ recording: Recording) {
        let whole = recording.notes
        for count in stride(from: 0, to: recording.body.utf8.count, by: 3) {
            var cut = recording
            cut.body = String(decoding: recording.body.utf8.prefix(count), as: UTF8.self)
            let played = cut.play(pieceBytes: 1 << 20)
            #expect(whole.starts(with: played.notes))
            if !played.notes.contains(where: { $0.starts(with: "finish") }) {
                #expect(played.error == "truncated: The stream ended before the answer was complete.")
            }
        }
    }
}
