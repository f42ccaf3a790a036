// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Collects what the members of an error object say. Of each kind of saying the first one counts.
struct ErrorObjectReader {
    /// The value of `message`.
    var message: String?
    /// The value of `detail`, which lists of FastAPI's put into `msg`.
    var detail: String?
    /// A text where an object could be: `{"error":"..."}`.
    var text: String?
    /// The short name of the problem ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)).
    var title: String?
    /// The values of `code`, `type` and `status` that are words.
    private(set) var words: [String] = []
    /// The first code that is an HTTP status.
    private(set) var status: Int?

    /// The best of the sentences, on one line and of limited length.
    var sentence: String? {
        [message, detail, text, title].lazy.compactMap { $0?.oneLine(maxCharacters: 1_000) }.first { !$0.isEmpty }
    }

    /// Reads JSON as far as it is valid.
    mutating func read(_ json: UnsafeRawBufferPointer) {
        var scanner = JSONScanner(json)
        // What was read before the fault is all there is.
        do { try readValue(&scanner, depth: 0) } catch {}
    }

    private mutating func readValue(_ scanner: inout JSONScanner, depth: Int) throws(JSONFault) {
        switch scanner.peek() {
        case UInt8(ascii: "{") where depth < 5: try readObject(&scanner, depth: depth)
        case UInt8(ascii: "[") where depth < 5:
            _ = try scanner.enterArray()
            while try scanner.nextElement() { try readValue(&scanner, depth: depth + 1) }
        case UInt8(ascii: "\""): try read(into: \.text, &scanner)
        default: try scanner.skip()
        }
    }

    private mutating func readObject(_ scanner: inout JSONScanner, depth: Int) throws(JSONFault) {
        _ = try scanner.enterObject()
        while let name = try scanner.nextMember() {
            switch name {
            case "error", "errors": try readValue(&scanner, depth: depth + 1)
            case "message", "Message", "msg", "error_description": try read(into: \.message, &scanner)
            case "detail": try readDetail(&scanner, depth: depth)
            case "title": try read(into: \.title, &scanner)
            case "code", "type", "status", "statusCode", "status_code": try readCode(&scanner)
            default: try scanner.skip()
            }
        }
    }

    private mutating func readDetail(_ scanner: inout JSONScanner, depth: Int) throws(JSONFault) {
        if scanner.peek() == UInt8(ascii: "\"") {
            try read(into: \.detail, &scanner)
        } else {
            try readValue(&scanner, depth: depth + 1)
        }
    }

    private mutating func read(
        into field: WritableKeyPath<Self, String?>,
        _ scanner: inout JSONScanner
    ) throws(JSONFault) {
        let value = try scanner.string()
        if self[keyPath: field] == nil, let value, !value.isEmpty { self[keyPath: field] = value.string }
    }

    /// Reads a word, or a number, which may be written as a string.
    private mutating func readCode(_ scanner: inout JSONScanner) throws(JSONFault) {
        let isString = scanner.peek() == UInt8(ascii: "\"")
        let value = try scanner.skip()
        let content = isString ? value.slice(1..<value.count - 1) : value
        if let number = Int(wire: content) {
            if (400..<600).contains(number), status == nil { status = number }
        } else if isString, !content.isEmpty {
            words.append(String(decoding: content, as: UTF8.self).oneLine(maxCharacters: 100))
        }
    }
}
