// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension String {
    /// Returns the text with every run of white space and control characters as one space, none at its ends, and an
    /// ellipsis where it was cut. Reads no more of the text than it needs.
    func oneLine(maxCharacters: Int) -> String {
        var line = ""
        var count = 0
        var needsSpace = false
        for character in self {
            if character.isWhitespace || character.unicodeScalars.allSatisfy({ $0.value < 0x20 || $0.value == 0x7F }) {
                needsSpace = !line.isEmpty
                continue
            }
            if count >= maxCharacters { return line + "…" }
            if needsSpace { line.append(" ") }
            line.append(character)
            count += needsSpace ? 2 : 1
            needsSpace = false
        }
        return line
    }
}
