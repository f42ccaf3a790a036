// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacksSQLite

/// A search by a regular expression: https://github.com/swiftlang/swift-evolution/blob/main/proposals/0355-regex-syntax-run-time-construction.md
struct ExpressionSearch {
    private let expression: Regex<AnyRegexOutput>
    /// How many characters are shown on both sides of a find.
    private let contextCharacters: Int

    /// Reads an expression.
    ///
    /// - Throws: ``UsageError`` if it is none.
    init(_ text: String, contextWords: Int) throws(UsageError) {
        do {
            expression = try Regex(text)
        } catch {
            throw UsageError(message: "no regular expression: \(text)")
        }
        contextCharacters = contextWords * 3
    }

    /// Runs in which it is found, the newest first, with the first find of each.
    func hits(_ query: RunQuery, limit: Int?, in reader: TranscriptReader) throws -> [SearchHit] {
        var snippets: [[SearchHit.Part]] = []
        var runs: [RecordedRun] = []
        runs = try reader.runs(query) { text in
            guard limit.map({ snippets.count < $0 }) ?? true, let match = text.firstMatch(of: expression) else {
                return false
            }
            snippets.append(snippet(text, around: match.range))
            return true
        }
        return zip(runs, snippets).map { SearchHit(run: $0, snippet: $1) }
    }

    private func snippet(_ text: String, around range: Range<String.Index>) -> [SearchHit.Part] {
        let start = text.index(range.lowerBound, offsetBy: -contextCharacters, limitedBy: text.startIndex)
        let end = text.index(range.upperBound, offsetBy: contextCharacters, limitedBy: text.endIndex)
        let before = text[(start ?? text.startIndex)..<range.lowerBound]
        let after = text[range.upperBound..<(end ?? text.endIndex)]
        return [
            SearchHit.Part(text: (start == nil ? "" : "…") + before, isMatch: false),
            SearchHit.Part(text: String(text[range]), isMatch: true),
            SearchHit.Part(text: after + (end == nil ? "" : "…"), isMatch: false),
        ].filter { !$0.text.isEmpty }
    }
}
