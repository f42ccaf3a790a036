// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTesting

extension Suite {
    /// Loops over the tokens of a run.
    static let iterator = Suite(
        name: "iterator",
        about: """
            `for try await` loops over the tokens of one run, each in a task of its own; until the last of them has had every \
            token. "Kept": every token is kept for loops that begin late; "bounded": the run waits for a loop that is 1,024 \
            tokens behind.
            """,
        workloads: [1, 2, 8].flatMap { loops in
            [
                Workload("kept, \(counted(loops, "loop"))", IteratorContender(limit: nil), load, to: loops),
                Workload("bounded, \(counted(loops, "loop"))", IteratorContender(limit: 1024), load, to: loops),
            ]
        } + [streamed]
    )

    private static let load = TokenLoad(rounds: 256)

    /// What an app writes: a model's own stream.
    private static let streamed = Workload("stream of a model, 1 loop", per: "token") {
        var tally = TokenTally()
        let began = ContinuousClock.now
        for try await token in LoadModel(load: load).stream("Hello").tokens { tally.add(token.text) }
        let elapsed = began.duration(to: .now)
        try Delivery(elapsed: elapsed, tallies: [tally]).check(load, consumers: 1, by: "stream")
        return .time(elapsed, units: load.count)
    }
}

private struct IteratorContender: Contender {
    let name = "iterator"
    let limit: Int?

    func deliver(_ load: TokenLoad, to consumers: Int) async throws -> Delivery {
        let iterator = AsyncIteratorHandler(limit: limit)
        let tokens = iterator.tokens
        return try await withThrowingTaskGroup { group in
            let ready = Gate()
            // Their places are taken before the first token: with a limit, those that all have read are forgotten.
            for start in (0..<consumers).map({ _ in IteratorStart(tokens.makeAsyncIterator()) }) {
                group.addTask {
                    var places = start.iterator
                    var tally = TokenTally()
                    await ready.wait()
                    while let token = try await places.next(isolation: nil) { tally.add(token.text) }
                    return tally
                }
            }
            ready.open()
            let began = ContinuousClock.now
            try await CallbackManager([.handler(iterator)]).run("benchmark", input: "") { run in
                for _ in 0..<load.rounds {
                    for piece in load.pieces { try await run.token(piece) }
                }
            }
            let tallies = try await group.reduce(into: []) { $0.append($1) }
            return Delivery(elapsed: began.duration(to: .now), tallies: tallies)
        }
    }

    /// Carries an iterator into the one task that uses it.
    private struct IteratorStart: @unchecked Sendable {
        let iterator: TokenSequence.AsyncIterator
        init(_ iterator: TokenSequence.AsyncIterator) { self.iterator = iterator }
    }
}

/// A model whose answer is a load.
private struct LoadModel: StreamingModel {
    let name = "load"
    let load: TokenLoad

    func respond(to request: ModelRequest, into output: ModelOutput) async throws {
        for _ in 0..<load.rounds {
            for piece in load.pieces { try await output.send(.text(piece)) }
        }
    }
}
