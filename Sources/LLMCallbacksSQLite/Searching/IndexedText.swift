// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// A text as the search index sees it, and what was found in it. Places are in words from its beginning.
struct IndexedText {
    /// How many words it has.
    var wordCount = 0
    /// Where sentences begin, in order: at the first word, and behind a full stop or a colon with space after it.
    var sentences: [Int] = []
    /// What was found in it, sorted by where it begins.
    var finds: [FindWindow.Find] = []

    /// The stretch of so many words that shows best what was found: with as many of the phrases as can be, then with as many finds,
    /// and rather one from the beginning of a sentence on than one with the finds in its middle. These are the rules of SQLite's own
    /// `snippet()` (https://www.sqlite.org/fts5.html#the_snippet_function), whose time grows with the square of the finds.
    ///
    /// - Returns: `nil` if nothing was found.
    func bestWindow(of size: Int, phraseCount: Int) -> (start: Int, score: Int)? {
        var best: (start: Int, score: Int)?
        func offer(_ start: Int, _ score: Int) {
            if score > best?.score ?? 0 { best = (start, score) }
        }
        var around = FindWindow(over: finds, size: size, phraseCount: phraseCount)
        var behind = around
        var sentence = 0
        for find in finds {
            around.move(to: find.start)
            offer(around.centered(in: wordCount), around.score)
            while sentence + 1 < sentences.count, sentences[sentence + 1] <= find.start { sentence += 1 }
            guard wordCount > size, sentence < sentences.count, sentences[sentence] < find.start else { continue }
            behind.move(to: sentences[sentence])
            offer(sentences[sentence], behind.score + (sentences[sentence] == 0 ? 120 : 100))
        }
        return best
    }

    /// The finds, as stretches of words; those that overlap are one.
    var marks: [Range<Int>] {
        finds.reduce(into: []) { marks, find in
            if let last = marks.last, find.start < last.upperBound {
                marks[marks.count - 1] = last.lowerBound..<max(last.upperBound, find.end)
            } else {
                marks.append(find.start..<find.end)
            }
        }
    }
}
