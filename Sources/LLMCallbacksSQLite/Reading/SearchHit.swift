// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// A run in which something was found.
public struct SearchHit: Sendable {
    /// The run.
    public let run: RecordedRun
    /// A stretch of text around the find, in parts: what was sought, and what stands around it.
    public let snippet: [Part]

    package init(run: RecordedRun, snippet: [Part]) {
        self.run = run
        self.snippet = snippet
    }

    /// A part of a snippet.
    public struct Part: Sendable, Hashable {
        /// The text.
        public let text: String
        /// Whether it is what was sought.
        public let isMatch: Bool

        package init(text: String, isMatch: Bool) {
            self.text = text
            self.isMatch = isMatch
        }
    }
}
