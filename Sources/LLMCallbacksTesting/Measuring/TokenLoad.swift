// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// The tokens of one delivery: a text that is sent over and over.
///
/// Its pieces are like those that models send: most are short words with a space before them; one in eight is longer than the
/// 15 bytes that a `String` holds in place, and so counts references; one in eight has letters of several bytes.
public struct TokenLoad: Sendable {
    /// The pieces of one round.
    public let pieces: [String]
    /// How often they are sent.
    public let rounds: Int
    /// What each consumer's tally must be in the end.
    public let tally: TokenTally

    /// Creates a load.
    ///
    /// - Parameter rounds: How often the text is sent; at least 1.
    public init(rounds: Int) {
        self.rounds = max(1, rounds)
        pieces = Self.text
        var tally = TokenTally()
        for _ in 0..<self.rounds {
            for piece in pieces { tally.add(piece) }
        }
        self.tally = tally
    }

    /// Creates a load of at least so many tokens: whole rounds, and at least one.
    init(tokens: Int) {
        let round = Self.text.count
        self.init(rounds: tokens / round + (tokens % round > 0 ? 1 : 0))
    }

    /// How many tokens each consumer gets.
    public var count: Int { pieces.count * rounds }

    /// Made at run time: the storage of a literal counts no references, that of a model's token does.
    private static let text = [
        " the", " water", " is", " sparkling", ",", " and", " notwithstanding", "é", " a", " song", "s", " bubble",
        " rise",
        " incomprehensibilities", " of", "🎉", "\n", "In", " glass", " by", " window", " uncharacteristically", " naïve",
        ".",
        " Light", " falls", " on", " each", " counterrevolutionary", " one", "水", " un", "til", " they", " reach",
        " internationalisation", " top", " where", " fjørd", "!", "  ", "let", " value", " =",
        " aVeryLongIdentifierName",
        " 42", "ünï", "0", " then", " silence", " follows", ":", " electroencephalographic", " no", " 日本語", "-one",
        " asks", " why", " it", " disproportionately", " hums", ";", " 👩‍🔬", " end",
    ].map { String(decoding: Array($0.utf8), as: UTF8.self) }
}
