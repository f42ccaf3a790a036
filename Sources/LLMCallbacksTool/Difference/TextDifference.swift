// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What two texts have in common, word by word, and what each has alone.
///
/// Words that both have once each are taken for landmarks; between these the longest common stretch is looked for where that
/// is cheap, and else the whole counts as replaced: https://bramcohen.livejournal.com/73318.html. So time and memory stay
/// in bounds for texts of any length.
struct TextDifference {
    /// A stretch of text.
    struct Part: Equatable {
        var kind: Kind
        var text: String
    }

    /// Where a stretch is found.
    enum Kind: String { case same, removed, added }

    /// The most comparisons of words with words between two landmarks.
    private static let maxComparisons = 1 << 20

    /// All stretches in order; of two neighbours that differ, what was removed comes first.
    private(set) var parts: [Part] = []

    init(_ old: String, _ new: String) {
        compare(Self.words(of: old)[...], Self.words(of: new)[...])
    }

    /// Whether both texts are the same.
    var isEmpty: Bool { parts.allSatisfy { $0.kind == .same } }

    /// Words, and what stands between them, in order.
    private static func words(of text: String) -> [Substring] {
        var words: [Substring] = []
        var rest = text[...]
        while let first = rest.first {
            let isWord = first.isLetter || first.isNumber
            let word = isWord ? rest.prefix { $0.isLetter || $0.isNumber } : rest.prefix(1)
            words.append(word)
            rest = rest[word.endIndex...]
        }
        return words
    }

    private mutating func compare(_ old: ArraySlice<Substring>, _ new: ArraySlice<Substring>) {
        var (old, new) = (old, new)
        while let word = old.first, word == new.first {
            append(.same, word)
            (old, new) = (old.dropFirst(), new.dropFirst())
        }
        var end: [Substring] = []
        while let word = old.last, word == new.last {
            end.append(word)
            (old, new) = (old.dropLast(), new.dropLast())
        }
        compareMiddles(old, new)
        for word in end.reversed() { append(.same, word) }
    }

    private mutating func compareMiddles(_ old: ArraySlice<Substring>, _ new: ArraySlice<Substring>) {
        if old.isEmpty || new.isEmpty { return replace(old, new) }
        let landmarks = Self.landmarks(old, new)
        guard !landmarks.isEmpty else {
            let (cost, overflow) = old.count.multipliedReportingOverflow(by: new.count)
            if overflow || cost > Self.maxComparisons { return replace(old, new) }
            return compareAll(old, new)
        }
        var (oldStart, newStart) = (old.startIndex, new.startIndex)
        for (oldPlace, newPlace) in landmarks {
            compare(old[oldStart..<oldPlace], new[newStart..<newPlace])
            append(.same, old[oldPlace])
            (oldStart, newStart) = (oldPlace + 1, newPlace + 1)
        }
        compare(old[oldStart...], new[newStart...])
    }

    /// The longest common subsequence, by a table of its lengths.
    private mutating func compareAll(_ old: ArraySlice<Substring>, _ new: ArraySlice<Substring>) {
        let (old, new) = (Array(old), Array(new))
        let width = new.count + 1
        var lengths = [UInt32](repeating: 0, count: (old.count + 1) * width)
        for row in old.indices.reversed() {
            for column in new.indices.reversed() {
                let place = row * width + column
                lengths[place] =
                    old[row] == new[column]
                    ? lengths[place + width + 1] + 1 : max(lengths[place + width], lengths[place + 1])
            }
        }
        var (row, column) = (0, 0)
        while row < old.count, column < new.count {
            let place = row * width + column
            if old[row] == new[column] {
                append(.same, old[row])
                (row, column) = (row + 1, column + 1)
            } else if lengths[place + width] >= lengths[place + 1] {
                append(.removed, old[row])
                row += 1
            } else {
                append(.added, new[column])
                column += 1
            }
        }
        replace(old[row...], new[column...])
    }

    private mutating func replace(_ old: ArraySlice<Substring>, _ new: ArraySlice<Substring>) {
        for word in old { append(.removed, word) }
        for word in new { append(.added, word) }
    }

    private mutating func append(_ kind: Kind, _ text: Substring) {
        // Between two stretches that are the same there is at most one of each other kind.
        var place = parts.count - 1
        if kind == .removed, place >= 0, parts[place].kind == .added { place -= 1 }
        if place >= 0, parts[place].kind == kind {
            parts[place].text += text
        } else {
            parts.insert(Part(kind: kind, text: String(text)), at: place + 1)
        }
    }

    // MARK: Landmarks

    /// Words that are in both once, as far as they are in the same order.
    private static func landmarks(_ old: ArraySlice<Substring>, _ new: ArraySlice<Substring>) -> [(Int, Int)] {
        let newPlaces = single(new)
        let pairs = single(old).compactMap { word, place in newPlaces[word].map { (place, $0) } }.sorted { $0.0 < $1.0 }
        return longestRising(pairs)
    }

    /// The places of words that occur once.
    private static func single(_ words: ArraySlice<Substring>) -> [Substring: Int] {
        var places: [Substring: Int?] = [:]
        for place in words.indices {
            if words[place].first.map({ $0.isLetter || $0.isNumber }) != true { continue }
            places.updateValue(places[words[place]] == nil ? place : nil, forKey: words[place])
        }
        return places.compactMapValues { $0 }
    }

    /// The longest part of the list in which the second numbers rise, by patience sorting.
    private static func longestRising(_ pairs: [(Int, Int)]) -> [(Int, Int)] {
        var tops: [Int] = []
        var before = [Int?](repeating: nil, count: pairs.count)
        for (index, pair) in pairs.enumerated() {
            var (low, high) = (0, tops.count)
            while low < high {
                let middle = (low + high) / 2
                if pairs[tops[middle]].1 < pair.1 { low = middle + 1 } else { high = middle }
            }
            before[index] = low > 0 ? tops[low - 1] : nil
            if low == tops.count { tops.append(index) } else { tops[low] = index }
        }
        var rising: [(Int, Int)] = []
        var index = tops.last
        while let place = index {
            rising.append(pairs[place])
            index = before[place]
        }
        return rising.reversed()
    }
}
