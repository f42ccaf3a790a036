// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksSQLite
import LLMCallbacksTesting
import Testing

@Suite(.timeLimit(.minutes(5)))
struct CrowdTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    @Test func `a thousand sessions at once are all there, each in order`() async throws {
        let transcript = try TranscriptHandler(path: folder.file())
        let everybody = Gate()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for session in 0..<1000 {
                let model = AnyStreamingModel("crowd") { _, output in
                    for number in 0..<30 {
                        try await output.send(number % 3 == 0 ? .reasoning("\(number) ") : .text("\(number) "))
                        if number == 10 { await everybody.wait() }
                    }
                    if session % 10 == 0 { throw ModelError(.server, "down") }
                }
                group.addTask {
                    let options = RunOptions(session: "session \(session)")
                    _ = try? await model.generate("Count", callbacks: [.handler(transcript)], options: options)
                }
            }
            let reader = try TranscriptReader(path: folder.file())
            while try reader.runCount() < 1000 { await transcript.flush() }
            #expect(try reader.runs().allSatisfy { $0.status == .running }, "all at once")
            everybody.open()
            try await group.waitForAll()
        }
        let editor = try TranscriptEditor(path: folder.file())
        #expect(try editor.check() == [])
        let runs = try editor.reader.runs()
        #expect(runs.count == 1000 && runs.count { $0.status == .failed } == 100)
        for run in runs {
            let texts = try editor.reader.chunks(of: run).map(\.token.text)
            #expect(texts == (0..<30).map { "\($0) " })
        }
        #expect(try editor.reader.sessions().count == 1000)
        #expect(try editor.reader.info().messages == 1, "what all were asked is stored once")
    }
}
