// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// An `AsyncStream` and a task for each consumer. Streams keep all that waits: nothing holds the producer up.
public struct AsyncStreamContender: Contender {
    /// The name in tables.
    public let name = "AsyncStream"

    /// Creates the contender.
    public init() {}

    /// Delivers every token to every consumer.
    public func deliver(_ load: TokenLoad, to consumers: Int) async -> Delivery {
        let streams = (0..<consumers).map { _ in AsyncStream.makeStream(of: String.self) }
        return await withTaskGroup(of: TokenTally.self) { group in
            for (stream, _) in streams {
                group.addTask {
                    var tally = TokenTally()
                    for await text in stream { tally.add(text) }
                    return tally
                }
            }
            let began = ContinuousClock.now
            for _ in 0..<load.rounds {
                for piece in load.pieces {
                    for (_, continuation) in streams { continuation.yield(piece) }
                }
            }
            for (_, continuation) in streams { continuation.finish() }
            let tallies = await group.reduce(into: []) { $0.append($1) }
            return Delivery(elapsed: began.duration(to: .now), tallies: tallies)
        }
    }
}

extension Contender where Self == AsyncStreamContender {
    /// An `AsyncStream` for each consumer: see ``AsyncStreamContender``.
    public static var asyncStream: AsyncStreamContender { AsyncStreamContender() }
}
