// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension TokenUsage {
    /// A number of tokens, and who says so. A literal is a number that the provider reported.
    public struct Count: Sendable, Hashable, ExpressibleByIntegerLiteral {
        /// The most that is believed: numbers come from a network, and sums of them must not overflow.
        static let max = Int.max / 8

        /// How many, from 0 to an eighth of `Int.max`.
        public let tokens: Int
        /// Who says so.
        public var source: Source

        /// Creates a number. What is negative, or more than an eighth of `Int.max`, is held within these bounds.
        public init(_ tokens: Int, _ source: Source = .reported) {
            self.tokens = Swift.min(Swift.max(tokens, 0), Self.max)
            self.source = source
        }

        /// Creates a number that the provider reported.
        public init(integerLiteral tokens: Int) { self.init(tokens) }

        /// Both together; from the weaker of the sources.
        public static func + (one: Count, other: Count) -> Count {
            Count(one.tokens + other.tokens, one.source.isWeaker(than: other.source) ? one.source : other.source)
        }
    }

    /// Who counted.
    @nonexhaustive
    public enum Source: String, Sendable, Hashable, CaseIterable {
        /// The provider said so, as its last word.
        case reported
        /// The provider said so, of a stream that was not over yet: at least so many.
        case running
        /// Counted here with the model's own tokenizer.
        case counted
        /// Counted here, and there was more that nobody could see, such as hidden reasoning: at least so many.
        case lowerBound
        /// Guessed from what arrived.
        case estimated

        /// The value of `usage.source` in JSON Lines, which knows three: `reported` by the server, `counted` here, `estimated`.
        public var summary: Source {
            switch self {
            case .reported, .running: .reported
            case .counted, .lowerBound: .counted
            case .estimated: .estimated
            }
        }

        /// Whether this may be further from the truth than another.
        func isWeaker(than other: Source) -> Bool { weakness > other.weakness }

        private var weakness: Int {
            switch self {
            case .reported: 0
            case .counted: 1
            case .running: 2
            case .lowerBound: 3
            case .estimated: 4
            }
        }
    }
}
