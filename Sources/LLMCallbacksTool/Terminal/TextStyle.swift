// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Emphasis of text on a terminal. Colour never says anything that the words do not.
struct TextStyle {
    /// Whether there is any; if not, texts stay as they are.
    let isOn: Bool

    /// For what is less important: times, reasoning.
    func dim(_ text: String) -> String { wrap(text, "2") }
    /// For headings and finds.
    func bold(_ text: String) -> String { wrap(text, "1") }
    /// For faults.
    func red(_ text: String) -> String { wrap(text, "31") }
    /// For what is well.
    func green(_ text: String) -> String { wrap(text, "32") }
    /// For what deserves a look.
    func yellow(_ text: String) -> String { wrap(text, "33") }
    /// For names.
    func cyan(_ text: String) -> String { wrap(text, "36") }

    /// https://ecma-international.org/publications-and-standards/standards/ecma-48/, 8.3.117
    private func wrap(_ text: String, _ code: String) -> String {
        isOn && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
