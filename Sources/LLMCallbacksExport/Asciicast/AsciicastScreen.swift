// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// What a terminal has to be sent to show an answer, piece by piece.
struct AsciicastScreen {
    private var lane: TokenDelta.Lane?
    private var isAtLineStart = true
    /// Whether the last piece ended with a carriage return. What it is, only the next character says.
    private var holdsReturn = false

    /// The question, behind a sign that it is one.
    mutating func question(_ text: String) -> String {
        isAtLineStart = true
        return "\u{1B}[1m> \(Self.lines(text))\u{1B}[0m\r\n\r\n"
    }

    /// One piece. Each lane begins a line of its own, and so does a text that takes another's place.
    mutating func text(_ token: TokenDelta, isReplacement: Bool) -> String {
        guard !token.text.isEmpty || lane != token.lane else { return "" }
        var text = ""
        if lane != token.lane || isReplacement {
            text += heldReturn()
            text += isAtLineStart ? "" : "\r\n"
            if lane != nil, !isReplacement { text += "\r\n" }
            text += "\u{1B}[0m\(Self.style(of: token.lane))"
            if case .toolCall = token.lane { text += "\(VisibleCharacters.carets(token.callName)) " }
            lane = token.lane
            isAtLineStart = true
        }
        if let last = token.text.utf8.last { isAtLineStart = last == UInt8(ascii: "\n") }
        return text + lines(ofPiece: token.text)
    }

    /// The end of a run.
    mutating func end(_ error: String?) -> String {
        let line = heldReturn() + (isAtLineStart ? "" : "\r\n")
        let error = error.map { "\u{1B}[31m\(Self.lines($0))\r\n" } ?? ""
        return "\(line)\u{1B}[0m\(error)\u{1B}[0m"
    }

    /// https://ecma-international.org/publications-and-standards/standards/ecma-48/, 8.3.117
    private static func style(of lane: TokenDelta.Lane) -> String {
        switch lane {
        case .text: ""
        case .refusal: "\u{1B}[33m"
        default: "\u{1B}[2m"
        }
    }

    /// The return that was held, if nothing came that made it a line's end.
    private mutating func heldReturn() -> String {
        defer { holdsReturn = false }
        return holdsReturn ? Self.lines("\r") : ""
    }

    /// The lines of a piece, which may end between a carriage return and a line feed.
    private mutating func lines(ofPiece piece: String) -> String {
        guard !piece.isEmpty else { return "" }
        var text = holdsReturn ? "\r" + piece : piece
        holdsReturn = text.unicodeScalars.last == "\r"
        if holdsReturn { text.unicodeScalars.removeLast() }
        return Self.lines(text)
    }

    /// A line ends with a line feed, which a return may stand before; a terminal needs both. Any other return is shown.
    private static func lines(_ text: String) -> String {
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        return lines.map { VisibleCharacters.carets(String($0)) }.joined(separator: "\r\n")
    }
}
