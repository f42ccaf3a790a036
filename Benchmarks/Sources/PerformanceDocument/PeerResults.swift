// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacksTesting

/// What `Benchmarks/Peers/run` wrote.
struct PeerResults: Decodable {
    let machine: Machine
    /// What a consumer makes of one round of the tokens.
    let round: Round
    let rows: [CostTable.Row]
    let work: [Work]

    struct Machine: Decodable {
        let processor: String
        let python: String
        let load: Double
        let packages: [String: String]
    }

    struct Round: Decodable {
        let tokens: Int
        let bytes: Int
        let order: UInt
    }

    struct Work: Decodable {
        let name: String
        let unit: String
        let nanoseconds: Percentiles
    }

    /// Whether the peers got the tokens that everybody else got.
    var hasSameTokens: Bool {
        let tally = TokenLoad(rounds: 1).tally
        return round.tokens == tally.tokens && round.bytes == tally.bytes && round.order == tally.order
    }
}
