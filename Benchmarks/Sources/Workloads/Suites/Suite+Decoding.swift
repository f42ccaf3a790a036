// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
@_spi(Benchmarks) import LLMCallbacksOpenAI
import LLMCallbacksTesting

extension Suite {
    /// Bytes to events, and to what a model says.
    static let decoding = Suite(
        name: "SSE and chunk decoding",
        about: """
            A Chat Completions stream with a chunk of about 300 bytes a token, in memory. "Events": server-sent events are \
            found; "chunks": the JSON in them is read as well, and the tokens are those that were written. Cut into pieces of \
            different sizes, as networks do. And an event of 1 MiB, which must cost no more a byte than a short one.
            """,
        workloads: [16 << 10, 1400, 300, 16].flatMap { size in
            [
                Workload("events, pieces of \(size) bytes", per: "chunk") { try parse(size) },
                Workload("chunks, pieces of \(size) bytes", per: "chunk") { try decode(size) },
            ]
        } + [Workload("an event of 1 MiB, pieces of 1400 bytes", per: "event") { try decodeLargeEvent(1400) }]
    )

    private static let body = ChatCompletionBody(rounds: 32)
    private static let bytes = body.bytes

    private static func parse(_ size: Int) throws -> Measurement {
        var decoding = ChatCompletionDecoding()
        var events = 0
        var length = 0
        let began = ContinuousClock.now
        try bytes.forEachPiece(of: size) { piece in
            try decoding.findEvents(in: piece) { data in
                events += 1
                length += data.count
            }
        }
        let elapsed = began.duration(to: .now)
        let expected = body.events.map { $0.count - "data: \n\n".utf8.count }.reduce(0, +)
        try Incomplete.unless(events == body.events.count && length == expected, "events were lost")
        return .time(elapsed, units: events)
    }

    private static func decode(_ size: Int) throws -> Measurement {
        var decoding = ChatCompletionDecoding()
        var chunks: [ModelChunk] = []
        var tally = TokenTally()
        let began = ContinuousClock.now
        try bytes.forEachPiece(of: size) { piece in
            try decoding.receive(piece, into: &chunks)
            for chunk in chunks {
                if case .token(let token) = chunk { tally.add(token.text) }
            }
            chunks.removeAll(keepingCapacity: true)
        }
        try decoding.finish(into: &chunks)
        let elapsed = began.duration(to: .now)
        try Delivery(elapsed: elapsed, tallies: [tally]).check(body.load, consumers: 1, by: "decoding")
        return .time(elapsed, units: body.events.count)
    }

    private static let largeEventBytes = 1 << 20
    private static let largeEvent = ChatCompletionBody.oneEvent(textBytes: largeEventBytes)

    private static func decodeLargeEvent(_ size: Int) throws -> Measurement {
        var decoding = ChatCompletionDecoding()
        var chunks: [ModelChunk] = []
        let bytes = largeEvent
        let began = ContinuousClock.now
        try bytes.forEachPiece(of: size) { piece in try decoding.receive(piece, into: &chunks) }
        try decoding.finish(into: &chunks)
        let elapsed = began.duration(to: .now)
        let texts = chunks.map { chunk in if case .token(let token) = chunk { token.text.utf8.count } else { 0 } }
        try Incomplete.unless(texts.reduce(0, +) == largeEventBytes, "the event was changed")
        return .time(elapsed, units: 1)
    }
}

extension [UInt8] {
    /// Hands all of it over in pieces of one size; the last may be shorter.
    fileprivate func forEachPiece(of size: Int, _ receive: (UnsafeRawBufferPointer) throws -> Void) rethrows {
        try withUnsafeBytes { all in
            for start in stride(from: 0, to: all.count, by: size) {
                try receive(UnsafeRawBufferPointer(rebasing: all[start..<Swift.min(start + size, all.count)]))
            }
        }
    }
}
