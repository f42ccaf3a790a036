// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Loopback
import Testing

@testable import LLMCallbacksOpenAI

/// A consumer that is slower than the server, through a whole model: the server's writes stall, so that what lies between the two
/// is bounded; nothing is lost, and other streams on the same thread go on.
@Suite(.timeLimit(.minutes(5))) struct SlowConsumerTests {
    @Test func `a slow queued handler holds the server back`() async throws {
        let server = try FloodServer()
        defer { server.stop() }
        let handler = SlowHandler(server: server)
        let reply = try await server.flood.generate(
            "go",
            callbacks: [.handler(handler, events: .tokens, overflow: .suspend, limit: 8, scope: .local)]
        )
        let sentMeanwhile = try #require(handler.sentMeanwhile.all.first)
        #expect(sentMeanwhile < FloodServer.pieceCount)
        #expect(handler.heard.all.count == FloodServer.pieceCount)
        #expect(handler.heard.all.allSatisfy { $0 == FloodServer.piece.utf8.count })
        #expect(reply.text.utf8.count == FloodServer.pieceCount * FloodServer.piece.utf8.count)
        #expect(reply.handlerFailures.isEmpty)
    }

    @Test func `a slow loop over the tokens holds the server back`() async throws {
        let server = try FloodServer()
        defer { server.stop() }
        let run = server.flood.stream("go")
        var (count, sentMeanwhile) = (0, 0)
        for try await token in run.tokens {
            if count == 0 { sentMeanwhile = try await server.dawdle() }
            #expect(token.text == FloodServer.piece)
            count += 1
        }
        #expect(sentMeanwhile > 0)
        #expect(sentMeanwhile < FloodServer.pieceCount)
        #expect(count == FloodServer.pieceCount)
        #expect(try await run.result.tokenCount == FloodServer.pieceCount)
    }

    @Test func `a consumer that gives up lets a server go that was held back`() async throws {
        let server = try FloodServer()
        defer { server.stop() }
        let run = server.flood.stream("go")
        for try await _ in run.tokens {
            #expect(try await server.dawdle() < FloodServer.pieceCount)
            break
        }
        #expect(try await run.result.outcome == .cancelled(.abandoned))
        _ = try await server.dawdle()
    }
}

/// Takes its time with the first token.
private struct SlowHandler: AsyncCallbackHandler {
    let server: FloodServer
    let sentMeanwhile = Mailbox<Int>()
    let heard = Mailbox<Int>()

    func handle(_ event: CallbackEvent) async throws {
        guard case .token(let token) = event.kind else { return }
        if sentMeanwhile.all.isEmpty { sentMeanwhile.put(try await server.dawdle()) }
        heard.put(token.text.utf8.count)
    }
}
