// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Makes an ``HTTPHead`` of the header lines that libcurl hands over, one whole line at a time.
///
/// A line that begins with `HTTP/` starts anew: interim answers (100, 103) come before the real one. After the real one
/// is complete, further lines are the trailers of a chunked body and are left out.
struct HTTPHeadParser {
    /// The most bytes of one head; more of it is an attack or a mistake.
    static let maxHeadBytes = 256 * 1024

    private var status = 0
    private var fields: [HTTPHeaderField] = []
    private var byteCount = 0
    private var isComplete = false

    /// What a line brought.
    enum Step: Equatable {
        /// Nothing to report yet.
        case partial
        /// The head is complete. Once per answer.
        case complete(HTTPHead)
        /// The head is longer than ``HTTPHeadParser/maxHeadBytes``.
        case tooLarge
    }

    /// Takes one line, with or without its line end.
    mutating func take(_ line: UnsafeRawBufferPointer) -> Step {
        guard !isComplete else { return .partial }
        byteCount += line.count
        guard byteCount <= Self.maxHeadBytes else { return .tooLarge }
        return take(text: String(decoding: line, as: UTF8.self).trimmed { $0 == "\r\n" || $0 == "\n" || $0 == "\r" })
    }

    private mutating func take(text: Substring) -> Step {
        if text.hasPrefix("HTTP/") {
            startOver(statusLine: text)
        } else if text.isEmpty {
            return end()
        } else if text.first == " " || text.first == "\t" {
            continueField(text)
        } else {
            addField(text)
        }
        return .partial
    }

    private mutating func startOver(statusLine: Substring) {
        status = statusLine.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        fields = []
        byteCount = statusLine.utf8.count
    }

    private mutating func end() -> Step {
        guard status >= 200 else { return .partial }
        isComplete = true
        return .complete(HTTPHead(status: status, headers: fields))
    }

    private mutating func addField(_ text: Substring) {
        guard let colon = text.firstIndex(of: ":") else { return }
        let value = text[text.index(after: colon)...].trimmed { $0 == " " || $0 == "\t" }
        fields.append(HTTPHeaderField(String(text[..<colon]), String(value)))
    }

    /// A folded line continues the one before: https://www.rfc-editor.org/rfc/rfc9112#section-5.2
    private mutating func continueField(_ text: Substring) {
        guard let last = fields.popLast() else { return }
        let more = text.trimmed { $0 == " " || $0 == "\t" }
        fields.append(HTTPHeaderField(last.name, "\(last.value) \(more)"))
    }
}

extension StringProtocol where SubSequence == Substring {
    /// What is left without the characters at both ends for which `isWhite` holds.
    fileprivate func trimmed(_ isWhite: (Character) -> Bool) -> Substring {
        var rest = self[...]
        while let last = rest.last, isWhite(last) { rest.removeLast() }
        return rest.drop(while: isWhite)
    }
}
