// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What the demo model says.
struct DemoText {
    /// The text, a word and the white space before it at a time.
    let words: [String]

    init(prompt: String) {
        let text = """
            You asked: "\(Self.excerpt(of: prompt))"

            This is the demo of llmcallbacks: no model, no server, no key. A model's answer would come just like this, \
            piece by piece, and each piece goes through a callback handler before you see it. Try --format jsonl to \
            get every event as a line of JSON, --stats for tokens and times, and Ctrl-C to cancel: handlers hear the \
            end of every run, however it comes.

            For real answers set OPENAI_API_KEY, or name any OpenAI-compatible server: --base-url \
            http://localhost:8080/v1

            """
        words = Self.split(text)
    }

    /// The beginning of the prompt, on one line.
    private static func excerpt(of prompt: String) -> String {
        let line = prompt.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count > 60 ? "\(line.prefix(60))…" : line
    }

    private static func split(_ text: String) -> [String] {
        var words: [String] = []
        var word = ""
        for character in text {
            if character.isWhitespace, word.contains(where: { !$0.isWhitespace }) {
                words.append(word)
                word = ""
            }
            word.append(character)
        }
        return words + [word]
    }
}
