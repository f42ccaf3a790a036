// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Loopback
import Testing

@testable import LLMCallbacksOpenAI

/// A whole answer of HTTP, cut at each of its bytes.
@Suite(.timeLimit(.minutes(5)), .serialized) struct CutAnswerTests {
    private static let answers = [
        Recording(
            "Chat Completions",
            events: #"{"choices":[{"delta":{"content":"Bub"}}]}"#,
            #"{"choices":[{"delta":{"content":"bles"},"finish_reason":"stop"}]}"#,
            "[DONE]",
            notes: []
        ),
        Recording(
            "Responses",
            events: #"{"type":"response.output_text.delta","delta":"Bubbles"}"#,
            #"{"type":"response.completed","response":{"status":"completed"}}"#,
            notes: []
        )
        .on(.responses),
        Recording(
            "Anthropic",
            events: #"{"type":"content_block_delta","delta":{"text":"Bubbles"}}"#,
            #"{"type":"message_delta","delta":{"stop_reason":"end_turn"}}"#,
            #"{"type":"message_stop"}"#,
            notes: []
        )
        .on(.anthropic),
        Recording(
            "Ollama",
            body: #"{"message":{"content":"Bubbles"}}"# + "\n" + #"{"message":{},"done":true,"done_reason":"stop"}"#
                + "\n",
            []
        )
        .on(.ollama),
    ]

    @Test(arguments: answers, [false, true])
    func `an answer that is cut gives what had come, and is no success`(_ whole: Recording, resets: Bool) async throws {
        let bytes = whole.httpAnswer
        let server = try LoopbackServer { connection in
            guard let request = connection.readRequest() else { return }
            let count = request.target.split(separator: "/").first.flatMap { Int($0) } ?? 0
            try connection.send(Array(bytes.prefix(count)))
            if resets { connection.reset() }
        }
        defer { server.stop() }
        await withTaskGroup { group in
            for worker in 0..<8 {
                group.addTask {
                    for count in stride(from: worker, through: bytes.count, by: 8) {
                        await Self.check(whole, cutAt: count, resets: resets, server)
                    }
                }
            }
        }
    }

    private static func check(_ whole: Recording, cutAt count: Int, resets: Bool, _ server: LoopbackServer) async {
        let (played, _) = await whole.wire.model("\(server.url)/\(count)").answer()
        var cut = whole
        cut.body = String(decoding: whole.body(within: count), as: UTF8.self)
        let expected = cut.play(pieceBytes: 1 << 20)
        let kind = played.error?.prefix { $0 != ":" && $0 != " " }
        if resets {
            // What a reset destroys on its way is not known.
            #expect(expected.notes.ofTokens.starts(with: played.notes), "cut at \(count)")
            #expect(played.error != nil || expected.error == nil, "cut at \(count)")
        } else {
            #expect(played.notes == expected.notes.ofTokens, "cut at \(count)")
            #expect((kind == nil) == (expected.error == nil), "cut at \(count)")
        }
        #expect([nil, "truncated", "connection"].contains(kind), "cut at \(count): \(played.error ?? "")")
    }
}

extension Recording {
    private static let head = Array(
        "HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n".utf8
    )

    /// The pieces in which the body is sent: an event or a line each.
    private var chunks: [[UInt8]] {
        let separator = wire == .ollama ? "\n" : "\n\n"
        return body.split(separator: separator).map { Array("\($0)\(separator)".utf8) }
    }

    /// The whole answer, in chunks.
    fileprivate var httpAnswer: [UInt8] {
        Self.head + chunks.flatMap { LoopbackConnection.chunk($0) } + Array("0\r\n\r\n".utf8)
    }

    /// What of the body is within the first bytes of the answer.
    fileprivate func body(within count: Int) -> [UInt8] {
        var offset = Self.head.count
        var body: [UInt8] = []
        for chunk in chunks {
            let overhead = LoopbackConnection.chunk(chunk).count - chunk.count
            offset += overhead - 2
            body += chunk.prefix(max(0, count - offset))
            offset += chunk.count + 2
        }
        return body
    }
}
