// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What came of one delivery.
public struct Delivery: Sendable {
    /// From just before the first token until every consumer had the last.
    public let elapsed: Duration
    /// What each consumer got.
    public let tallies: [TokenTally]

    /// Creates an outcome.
    public init(elapsed: Duration, tallies: [TokenTally]) {
        self.elapsed = elapsed
        self.tallies = tallies
    }

    /// Makes sure that every consumer got every token, whole and in order.
    ///
    /// - Throws: ``IncompleteDelivery``.
    public func check(_ load: TokenLoad, consumers: Int, by contender: String) throws {
        guard tallies.count == consumers, tallies.allSatisfy({ $0 == load.tally }) else {
            throw IncompleteDelivery(contender: contender, expected: load.tally, tallies: tallies)
        }
    }
}
