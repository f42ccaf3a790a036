// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Loopback
import Testing

@testable import LLMCallbacksOpenAI

/// Every recording through a real socket, on the wire that it is of, in every way in which a body can be framed.
///
/// One at a time: beyond 256 connections at once the transport that all tests share keeps none, also not for another test.
@Suite(.timeLimit(.minutes(5)), .serialized) struct WireLoopbackTests {
    /// How a server frames a body.
    enum Framing: CaseIterable {
        case chunks
        case length
        case close
        case gzip
    }

    @Test(arguments: Recording.all, Framing.allCases)
    func `a body comes through a socket as it was recorded`(_ recording: Recording, framing: Framing) async throws {
        let server = try LoopbackServer { connection in
            guard connection.readRequest() != nil else { return }
            try connection.answer(recording, framing)
        }
        defer { server.stop() }
        let (played, finish) = await recording.wire.model(server.url).answer()
        #expect(played == Played(notes: recording.notes.ofTokens, error: recording.error))
        guard recording.error == nil, let note = recording.notes.last(where: { $0.hasPrefix("finish: ") }) else {
            return
        }
        #expect(note == "finish: \(finish?.rawValue ?? "")")
    }
}

extension LoopbackConnection {
    /// Sends a recording's body in pieces of 13 bytes, and closes where its framing wants that.
    fileprivate func answer(_ recording: Recording, _ framing: WireLoopbackTests.Framing) throws {
        let bytes = Array(recording.body.utf8)
        var headers = [("Content-Type", recording.contentType ?? "text/event-stream"), ("Connection", "close")]
        if let id = recording.requestID { headers.append(("x-request-id", id)) }
        switch framing {
        case .chunks:
            try sendHead(headers + [("Transfer-Encoding", "chunked")])
            try bytes.inPieces { try sendChunk($0) }
            try sendLastChunk()
        case .length:
            try sendHead(headers + [("Content-Length", "\(bytes.count)")])
            try bytes.inPieces { try send($0) }
            waitForClose()
        case .close:
            try sendHead(headers)
            try bytes.inPieces { try send($0) }
        case .gzip:
            try sendHead(headers + [("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")])
            try Gzip.stored(bytes, blockBytes: 13).inPieces { try sendChunk($0) }
            try sendLastChunk()
        }
    }
}

extension [UInt8] {
    fileprivate func inPieces(_ body: ([UInt8]) throws -> Void) throws {
        for start in stride(from: 0, to: count, by: 13) { try body(Array(self[start..<Swift.min(start + 13, count)])) }
    }
}
