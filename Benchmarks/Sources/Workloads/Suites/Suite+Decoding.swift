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
            different sizes, as networks do.
            """,
        workloads: [16 << 10, 1400, 300, 16].flatMap { size in
            [
                Workload("events, pieces of \(size) bytes", per: "chunk") { try parse(size) },
                Workload("chunks, pieces of \(size) bytes", per: "chunk") { try decode(size) },
            ]
        }
    )

    private static let body = ChatCompletionBody(rounds: 32)
    private static let bytes = body.bytes

    private static func parse(_ size: Int) throws -> Measurement {
        var decoding = ChatCompletionDecoding()
        var events = 0
        var length = 0
        let began = ContinuousClock.now
        try pieces(of: size) { piece in
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
        try pieces(of: size) { piece in
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

    private static func pieces(of size: Int, _ receive: (UnsafeRawBufferPointer) throws -> Void) rethrows {
        try bytes.withUnsafeBytes { all in
            for start in stride(from: 0, to: all.count, by: size) {
                try receive(UnsafeRawBufferPointer(rebasing: all[start..<min(start + size, all.count)]))
            }
        }
    }
}
