// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What runs of models used, in numbers: a snapshot of a ``TokenCountingHandler``.
public struct TokenCounts: Sendable, Hashable {
    /// Creates counts of nothing.
    public init() {}

    /// All runs.
    public internal(set) var total = Entry()
    /// Runs by the model that answered; those of a model without a name under `unknown`.
    public internal(set) var byModel: [String: Entry] = [:]

    /// The numbers of one model, or of all.
    public struct Entry: Sendable, Hashable {
        /// Creates numbers of nothing.
        public init() {}

        /// Runs that are over, however they ended.
        public internal(set) var runs = 0
        /// Of these, runs that failed.
        public internal(set) var errors = 0
        /// Of these, runs that were stopped from outside.
        public internal(set) var cancellations = 0
        /// Of these, runs whose model did not tell what they used.
        public internal(set) var runsWithoutUsage = 0
        /// Requests that were made again.
        public internal(set) var retries = 0
        /// Token events, over all lanes and choices.
        public internal(set) var chunks = 0
        /// What servers said.
        public internal(set) var reported = Tokens()
        /// What was counted with the models' own tokenizers.
        public internal(set) var counted = Tokens()
        /// What was guessed. Runs of which nobody counted anything are in here with a token an event, and no input.
        public internal(set) var estimated = Tokens()
        /// What it cost. Nothing is in here unless the handler has prices.
        public internal(set) var cost = CostTotal()
        /// The times from the starts of runs to their first tokens, of runs that came so far.
        public internal(set) var timeToFirstToken = Times()
        /// Tokens that were written after the first piece came, and what time that took: see ``tokensPerSecond``.
        public internal(set) var generation = Generation()

        /// What was used, whoever says so.
        public var tokens: Tokens { reported + counted + estimated }
        /// Tokens a second, from the first piece of each run to its end: of tokens, not of pieces, and without reasoning that
        /// was not shown, which came before. `nil` if there is nothing to tell it by.
        public var tokensPerSecond: Double? {
            generation.time > .zero ? Double(generation.tokens) / (generation.time / .seconds(1)) : nil
        }
        /// Tokens of the prompts, whoever says so.
        public var inputTokens: Int { tokens.input }
        /// Tokens that the models wrote, whoever says so.
        public var outputTokens: Int { tokens.output }
    }

    /// Tokens of the vocabulary.
    public struct Tokens: Sendable, Hashable {
        /// Tokens of the prompts.
        public internal(set) var input = 0
        /// Tokens that the models wrote.
        public internal(set) var output = 0
        /// The part of the input that is known to have come from a cache.
        public internal(set) var cachedInput = 0
        /// The part of the output that is known to have been reasoning.
        public internal(set) var reasoning = 0

        static func + (one: Tokens, other: Tokens) -> Tokens {
            Tokens(
                input: one.input.addingClamped(other.input),
                output: one.output.addingClamped(other.output),
                cachedInput: one.cachedInput.addingClamped(other.cachedInput),
                reasoning: one.reasoning.addingClamped(other.reasoning)
            )
        }
    }

    /// How long writing took.
    public struct Generation: Sendable, Hashable {
        /// Creates a record of nothing.
        public init() {}

        /// Tokens.
        public internal(set) var tokens = 0
        /// The time that they took.
        public internal(set) var time = Duration.zero
    }

    /// A summary of durations.
    public struct Times: Sendable, Hashable {
        /// Creates a summary of nothing.
        public init() {}

        /// How many.
        public internal(set) var count = 0
        /// All together.
        public internal(set) var sum = Duration.zero
        /// The shortest; `nil` if there is none.
        public internal(set) var minimum: Duration?
        /// The longest; `nil` if there is none.
        public internal(set) var maximum: Duration?
        /// The average; `nil` if there is none.
        public var mean: Duration? { count == 0 ? nil : sum / count }

        mutating func add(_ time: Duration) {
            count += 1
            sum += time
            minimum = min(minimum ?? time, time)
            maximum = max(maximum ?? time, time)
        }
    }
}
