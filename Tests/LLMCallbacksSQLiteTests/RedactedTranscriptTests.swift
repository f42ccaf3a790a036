// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacks
import LLMCallbacksSQLite
import LLMCallbacksTesting
import Testing

/// What a rule takes out is nowhere on the disk.
@Suite(.timeLimit(.minutes(5)))
struct RedactedTranscriptTests {
    private let folder: TestFolder
    private let secret = "hunter2-Passphrase"

    init() throws { folder = try TestFolder() }

    @Test(arguments: 1...9)
    func `a secret split over pieces is in no file, while the run is under way and after`(length: Int) async throws {
        let transcript = try TranscriptHandler(path: folder.file())
        let model = ScriptedModel(
            steps: [.send(.retrying(Retry(attempt: 1, delay: .zero, reason: secret)))]
                + "The word is \(secret), and again: \(secret)".pieces(of: length)
                .flatMap { piece -> [ScriptedModel.Step] in
                    [
                        .text(piece), .send(.reasoning(piece)),
                        .send(.toolCall(slot: 0, id: "c", name: "f", arguments: piece)),
                    ]
                }
                + [
                    .send(.custom(name: "login", data: ["password": .string(secret)])), .gate("look"),
                    .fail(Fault(secret)),
                ]
        )
        var options = RunOptions(tags: [secret])
        options.metadata = ["key": .string(secret)]
        async let reply = model.generate(
            [.system("Never say \(secret)."), .user(secret)],
            callbacks: [.handler(transcript).redacting([.literal(secret, named: "password")])],
            options: options
        )
        while try storedPieces() < 3 { await transcript.flush() }
        await transcript.flush()
        #expect(try filesHold("Passphrase") == [], "while the run is under way")
        model.open("look")
        do { _ = try await reply } catch { #expect(error is Fault) }

        #expect(try filesHold("Passphrase") == [], "when it is over")
        let editor = try TranscriptEditor(path: folder.file())
        #expect(try editor.check() == [])
        let run = try editor.reader.run("last")
        let output = try editor.reader.output(of: run)[0]
        #expect(output.text == "The word is [redacted: password], and again: [redacted: password]")
        #expect(output.reasoning == output.text && output.toolCalls[0].arguments == output.text)
        #expect(run.status == .failed && run.tags == ["[redacted: password]"])
        #expect(try editor.reader.search(SearchQuery("hunter2")).isEmpty)
        #expect(try editor.reader.search(SearchQuery("redacted")).count == 1)
    }

    @Test func `without the rule the same search finds it`() async throws {
        let transcript = try TranscriptHandler(path: folder.file())
        try await ScriptedModel("\(secret)").generate("Hello", callbacks: [.handler(transcript)])
        #expect(try !filesHold("Passphrase").isEmpty)
    }

    private struct Fault: Error, CustomStringConvertible {
        let description: String
        init(_ description: String) { self.description = description }
    }

    private func storedPieces() throws -> Int {
        let reader = try TranscriptReader(path: folder.file())
        return try reader.runs().first.map { try reader.chunks(of: $0).count } ?? 0
    }

    /// The files of the folder with these bytes in them: the transcript, its log, and all else. Whole pages, free ones too.
    ///
    /// Another program looks: if this one closed the file after reading it, SQLite's locks on it would be gone
    /// (https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_).
    private func filesHold(_ text: String) throws -> [String] {
        let search = try Program.run("grep", "-rlaF", text, folder.path)
        #expect(search.status < 2, "1: found nothing; 2: could not look")
        return search.output.split(separator: "\n").map(String.init)
    }
}

extension String {
    fileprivate func pieces(of length: Int) -> [String] {
        stride(from: 0, to: count, by: length).map { String(dropFirst($0).prefix(length)) }
    }
}
