// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// The prices of the parts of a call, as tables give them: each part by itself, with its own cliffs.
struct PriceList: Sendable, Hashable {
    /// The price of a token of one part.
    struct Price: Sendable, Hashable {
        var base: Money
        /// The price once the input is longer than so many tokens.
        var above: [Int: Money] = [:]

        /// The price for an input just longer than so many tokens.
        func price(above tokens: Int) -> Money {
            above.filter { $0.key <= tokens }.max { $0.key < $1.key }?.value ?? base
        }
    }

    var parts: [PricePart: Price] = [:]

    /// This list with what it lacks from another.
    func filled(from other: PriceList) -> PriceList {
        PriceList(parts: parts.merging(other.parts) { own, _ in own })
    }

    /// The list as a price, if it has one for input or output. What is written costs nothing where only input has a price: so
    /// it is with embeddings.
    var modelPrice: ModelPrice? {
        guard parts[.input] != nil || parts[.output] != nil else { return nil }
        let thresholds = Set(parts.values.flatMap(\.above.keys)).sorted()
        return ModelPrice(
            rates { $0.base },
            cliffs: thresholds.map { threshold in
                ModelPrice.Cliff(above: threshold, rates: rates { $0.price(above: threshold) })
            }
        )
    }

    private func rates(_ price: (Price) -> Money) -> TokenRates {
        TokenRates(
            input: parts[.input].map(price) ?? .zero,
            output: parts[.output].map(price) ?? .zero,
            cacheRead: parts[.cacheRead].map(price),
            cacheWrite: parts[.cacheWrite].map(price),
            cacheWrite1h: parts[.cacheWrite1h].map(price),
            reasoning: parts[.reasoning].map(price),
            audioInput: parts[.audioInput].map(price),
            imageInput: parts[.imageInput].map(price),
            audioOutput: parts[.audioOutput].map(price)
        )
    }
}
