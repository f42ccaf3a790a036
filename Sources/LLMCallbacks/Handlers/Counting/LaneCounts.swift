// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Counts the tokens of one answer while it streams: each lane of each choice is a text of its own.
struct LaneCounts {
    /// The most texts that are counted at once; each has a counter's memory. Pieces of further ones are counted as a token each.
    static let maxTexts = 256

    fileprivate struct Text {
        let choice: Int
        let lane: TokenDelta.Lane
        var counter: any StreamingTokenCounter
        var count = 0
    }

    private let fresh: any StreamingTokenCounter
    private let lanes: LaneFilter
    private var texts: [Text] = []
    /// The text that the last piece was of: nearly always that of the next one, too.
    private var current = 0
    private var choices: Set<Int> = []
    /// The tokens of what the model wrote to be read: answers and refusals.
    private(set) var answer = 0
    /// The tokens of reasoning that was shown.
    private(set) var reasoning = 0
    /// The tokens of the names and arguments of calls.
    private(set) var calls = 0
    /// Pieces of which the tokens are not known.
    private(set) var uncounted = 0

    /// Creates counts of nothing.
    ///
    /// - Parameters:
    ///   - counter: A counter of nothing yet, for the model's vocabulary.
    ///   - lanes: What is counted.
    init(_ counter: any StreamingTokenCounter, lanes: LaneFilter) {
        fresh = counter
        self.lanes = lanes
    }

    /// All tokens so far, as if every text ended here.
    var total: Int { answer + reasoning + calls + uncounted }
    /// Whether there were calls, whose wrapping nobody sees.
    var hasCalls: Bool { calls > 0 }
    /// How many answers there are.
    var choiceCount: Int { max(1, choices.count) }

    /// Takes in a piece.
    mutating func append(_ token: TokenDelta) {
        guard lanes.contains(token.lane) else { return }
        if token.namesCall { countName(of: token) }
        guard !token.text.isEmpty else { return }
        guard let place = place(of: token) else {
            uncounted += token.pieces
            return
        }
        texts[place].counter.append(token.text)
        let count = texts[place].counter.count
        add(count - texts[place].count, to: token.lane)
        texts[place].count = count
    }

    /// Begins the text of a lane anew.
    mutating func replace(_ token: TokenDelta) {
        if lanes.contains(token.lane), let place = place(of: token) {
            add(-texts[place].count, to: token.lane)
            texts[place].counter = fresh
            texts[place].count = 0
        }
        append(token)
    }

    private mutating func countName(of token: TokenDelta) {
        var counter = fresh
        counter.append(token.callName)
        calls += counter.count
    }

    private mutating func add(_ tokens: Int, to lane: TokenDelta.Lane) {
        switch lane {
        case .text, .refusal: answer += tokens
        case .reasoning: reasoning += tokens
        case .toolCall: calls += tokens
        }
    }

    private mutating func place(of token: TokenDelta) -> Int? {
        if texts.indices.contains(current), texts[current].isOf(token) { return current }
        if let place = texts.firstIndex(where: { $0.isOf(token) }) {
            current = place
        } else {
            guard texts.count < Self.maxTexts else { return nil }
            choices.insert(token.choice)
            current = texts.count
            texts.append(Text(choice: token.choice, lane: token.lane, counter: fresh))
        }
        return current
    }
}

extension LaneCounts.Text {
    @inline(__always)
    fileprivate func isOf(_ token: TokenDelta) -> Bool { choice == token.choice && lane == token.lane }
}
