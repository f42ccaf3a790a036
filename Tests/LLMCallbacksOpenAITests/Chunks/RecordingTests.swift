// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

struct RecordingTests {
    @Test(arguments: Recording.all, [1 << 20, 1, 7, 100])
    func `a body gives its chunks, however it is cut`(_ recording: Recording, pieceBytes: Int) {
        let played = recording.play(pieceBytes: pieceBytes)
        #expect(played.notes == recording.notes)
        #expect(played.error == recording.error)
    }

    @Test(arguments: Recording.otherWires + Recording.llamaServers)
    func `a body cut once, anywhere, gives its chunks`(_ recording: Recording) async {
        let whole = recording.play(pieceBytes: 1 << 20)
        for cut in 0...recording.body.utf8.count {
            // Seconds of work, under a sanitizer: the tests beside this one need the threads as well.
            await Task.yield()
            #expect(recording.play(cutAt: cut) == whole, "cut at \(cut)")
        }
    }

    @Test(arguments: (Recording.otherWires + Recording.llamaServers).filter(\.saysWhyItEnds))
    func `a body cut off anywhere gives a part of its chunks, and is an error`(_ recording: Recording) async {
        let whole = recording.notes.filter { !$0.hasSuffix(": \u{FFFD}") }
        for count in 0..<recording.body.utf8.count {
            await Task.yield()
            var cut = recording
            cut.body = String(decoding: recording.body.utf8.prefix(count), as: UTF8.self)
            let played = cut.play(pieceBytes: 1 << 20)
            // Half a character, of which the other half was cut off, is told as U+FFFD.
            #expect(whole.starts(with: played.notes.filter { !$0.hasSuffix("\u{FFFD}") }))
            let isComplete = played.notes.contains { $0.starts(with: "finish") }
            if !isComplete, recording.body.hasPrefix("event:") {
                #expect(played.error == "truncated: The stream ended before the answer was complete.")
            } else if !isComplete {
                #expect(played.error != nil)
            }
        }
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

extension Recording {
    /// Streams of the wires beside Chat Completions.
    static let otherWires = anthropic + responses + ollamaNative

    /// One server, real, on the wires that it speaks.
    static let llamaServers = [llamaServer, llamaServerResponses, llamaServerMessages]

    /// Everything that a server may say.
    static let all = dialects + errors + otherWires + llamaServers

    /// Whether the answer is complete, and says why it ended.
    fileprivate var saysWhyItEnds: Bool { error == nil && notes.contains { $0.hasPrefix("finish") } }
}
