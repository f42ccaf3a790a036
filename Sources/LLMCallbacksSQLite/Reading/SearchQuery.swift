// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What is sought in recorded runs.
public struct SearchQuery: Sendable {
    /// Words; or, with ``isExpression``, an expression of SQLite's full-text search.
    ///
    /// Words are words, whatever they are made of: `don't`, `C++`, `foo-bar` and `path/to` find what they say. All must be
    /// there, in any order, in what went in or came out; case and accents make no difference. What stands between
    /// double quotes is one phrase. A `*` at the end of a word finds all words that begin so.
    ///
    /// Where no condition is set on ``runs`` and a limit is, of more than 2,000 finds those that were recorded last are weighed.
    public var text: String
    /// Whether ``text`` is an expression as in https://www.sqlite.org/fts5.html#full_text_query_syntax, with the columns
    /// `input` and `output`.
    public var isExpression = false
    /// Only in these runs. Its order is not looked at; its limit and offset are.
    public var runs = RunQuery()
    /// Whether the newest comes first, instead of the best.
    public var isNewestFirst = false
    /// How many words of context a snippet has, 1...64.
    public var contextWords = 16

    /// Creates a query.
    public init(_ text: String) { self.text = text }
}
