// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// A stretch of so many words that moves forward through a text, and knows what it holds of what was found there.
///
/// Each find comes in once and goes out once, however often the window moves: the time grows with the finds alone.
struct FindWindow {
    /// Something that was found, in words from the beginning of the text.
    struct Find: Hashable {
        var phrase: Int
        var start: Int
        var length: Int

        var end: Int { start + length }
    }

    private let finds: [Find]
    private let size: Int
    /// The finds that begin in the window.
    private var held = 0..<0
    /// How often each phrase is among them.
    private var counts: [Int]
    private var phrases = 0

    /// - Parameters:
    ///   - finds: Sorted by where they begin.
    ///   - phraseCount: More than the number of any phrase.
    init(over finds: [Find], size: Int, phraseCount: Int) {
        self.finds = finds
        self.size = size
        counts = Array(repeating: 0, count: phraseCount)
    }

    /// Moves forward.
    mutating func move(to start: Int) {
        var (lower, upper) = (held.lowerBound, held.upperBound)
        while upper < finds.count, finds[upper].start < start + size {
            counts[finds[upper].phrase] += 1
            if counts[finds[upper].phrase] == 1 { phrases += 1 }
            upper += 1
        }
        while lower < upper, finds[lower].start < start {
            counts[finds[lower].phrase] -= 1
            if counts[finds[lower].phrase] == 0 { phrases -= 1 }
            lower += 1
        }
        held = lower..<upper
    }

    /// What the window is worth: a phrase that it has counts a thousand times as much as one that it has again.
    var score: Int { 1000 * phrases + held.count - phrases }

    /// Where a window begins that has these finds in its middle.
    func centered(in wordCount: Int) -> Int {
        guard let first = held.first, let last = held.last else { return 0 }
        let room = size - (finds[last].end - finds[first].start)
        return max(min(finds[first].start - room / 2, wordCount - size), 0)
    }
}
