// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// A block of code in Markdown, between two fences: https://spec.commonmark.org/0.31.2/#fenced-code-blocks
struct FencedBlock {
    /// What stands between the fences.
    let text: String

    /// Finds the first block of a text; one that is not closed goes to the end. `nil` if there is none.
    init?(in markdown: String) {
        var fence: Fence?
        var lines: [Substring] = []
        for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
            if let open = fence {
                if let other = Fence(line), open.isClosed(by: other) { break }
                lines.append(open.unindented(line))
            } else {
                fence = Fence(line)
            }
        }
        guard fence != nil else { return nil }
        text = lines.joined(separator: "\n")
    }
}

/// A line of at least three backticks or tildes, with up to three spaces before them.
private struct Fence {
    let character: Character
    let length: Int
    let indentation: Int
    /// What follows on the line, such as the language.
    let rest: Substring

    init?(_ line: Substring) {
        let text = line.drop { $0 == " " }
        guard let character = text.first, character == "`" || character == "~" else { return nil }
        self.character = character
        indentation = line.count - text.count
        length = text.prefix { $0 == character }.count
        rest = text.dropFirst(length)
        guard indentation <= 3, length >= 3, character == "~" || !rest.contains("`") else { return nil }
    }

    func isClosed(by other: Fence) -> Bool {
        other.character == character && other.length >= length && other.rest.allSatisfy(\.isWhitespace)
    }

    /// The line without the spaces that stood before the fence.
    func unindented(_ line: Substring) -> Substring {
        line.dropFirst(min(indentation, line.prefix { $0 == " " }.count))
    }
}
