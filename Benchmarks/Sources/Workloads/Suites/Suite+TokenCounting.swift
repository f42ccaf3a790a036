// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacksTesting
import LLMCallbacksTokenizers

extension Suite {
    /// Counting the tokens of a vocabulary.
    static let tokenCounting = Suite(
        name: "token counting",
        about: """
            tiktoken's encodings, embedded. "Whole": a text of 1,024 pieces is counted at once; "streaming": the count is exact \
            after each piece. A unit is a token of the vocabulary. Both counts must be the same, and the ids must decode to the \
            text.
            """,
        workloads: [TokenEncoding.o200kBase, .cl100kBase].flatMap { encoding in
            [
                Workload("\(encoding.name), whole, count", per: "token") { try count(encoding) },
                Workload("\(encoding.name), whole, ids", per: "token") { try encode(encoding) },
                Workload("\(encoding.name), streaming", per: "token") { try stream(encoding) },
            ]
        }
    )

    private static let load = TokenLoad(rounds: 16)
    private static let text = String(repeating: load.pieces.joined(), count: load.rounds)

    private static func count(_ encoding: TokenEncoding) throws -> Measurement {
        let began = ContinuousClock.now
        let count = encoding.count(text)
        let elapsed = began.duration(to: .now)
        try Incomplete.unless(count > load.count / 2, "tokens were not counted")
        return .time(elapsed, units: count)
    }

    private static func encode(_ encoding: TokenEncoding) throws -> Measurement {
        let began = ContinuousClock.now
        let ids = encoding.encode(text)
        let elapsed = began.duration(to: .now)
        try Incomplete.unless(encoding.bytes(of: ids).elementsEqual(text.utf8), "the ids are not those of the text")
        return .time(elapsed, units: ids.count)
    }

    private static func stream(_ encoding: TokenEncoding) throws -> Measurement {
        var counter = encoding.counter()
        var counts = 0
        let began = ContinuousClock.now
        for _ in 0..<load.rounds {
            for piece in load.pieces {
                counter.append(piece)
                counts &+= counter.count
            }
        }
        let elapsed = began.duration(to: .now)
        try Incomplete.unless(counter.count == encoding.count(text) && counts > 0, "the counts differ")
        return .time(elapsed, units: counter.count)
    }
}
