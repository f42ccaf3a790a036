// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What one token costs, by what it is. A rate that is `nil` has no price of its own: ``input`` or ``output`` holds.
public struct TokenRates: Sendable, Hashable {
    /// A token of the prompt.
    public var input: Money
    /// A token of the prompt that came from the provider's cache.
    public var cacheRead: Money?
    /// A token of the prompt that was written to the provider's cache, where nothing more is known or for five minutes.
    public var cacheWrite: Money?
    /// A token of the prompt that was written to the provider's cache for an hour.
    public var cacheWrite1h: Money?
    /// A token of sound in the prompt.
    public var audioInput: Money?
    /// A token of an image in the prompt.
    public var imageInput: Money?
    /// A token that the model wrote.
    public var output: Money
    /// A token of reasoning.
    public var reasoning: Money?
    /// A token of sound that the model made.
    public var audioOutput: Money?

    /// Creates rates.
    public init(
        input: Money,
        output: Money,
        cacheRead: Money? = nil,
        cacheWrite: Money? = nil,
        cacheWrite1h: Money? = nil,
        reasoning: Money? = nil,
        audioInput: Money? = nil,
        imageInput: Money? = nil,
        audioOutput: Money? = nil
    ) {
        self.input = input
        self.output = output
        self.cacheRead = cacheRead
        self.cacheWrite = cacheWrite
        self.cacheWrite1h = cacheWrite1h
        self.reasoning = reasoning
        self.audioInput = audioInput
        self.imageInput = imageInput
        self.audioOutput = audioOutput
    }
}

/// The price of a model at one time and in one service tier: rates, and higher ones for long prompts.
public struct ModelPrice: Sendable, Hashable {
    /// What holds for prompts up to the first cliff.
    public var rates: TokenRates
    /// What holds beyond, the shortest prompt first.
    public let cliffs: [Cliff]

    /// Creates a price.
    public init(_ rates: TokenRates, cliffs: [Cliff] = []) {
        self.rates = rates
        self.cliffs = cliffs.sorted { $0.above < $1.above }
    }

    /// A length of the prompt beyond which every token of the call costs more, not just those beyond it.
    public struct Cliff: Sendable, Hashable {
        /// The most tokens of input, with those from the cache, for which it does not hold yet.
        public var above: Int
        /// What holds beyond.
        public var rates: TokenRates

        /// Creates a cliff.
        public init(above: Int, rates: TokenRates) {
            self.above = above
            self.rates = rates
        }
    }

    /// The rates for a call with so many tokens of input.
    public func rates(forInput tokens: Int) -> TokenRates { cliffs.last { tokens > $0.above }?.rates ?? rates }
}
