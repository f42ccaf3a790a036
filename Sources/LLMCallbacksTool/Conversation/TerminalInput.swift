// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What somebody types at a terminal, message by message. The terminal itself lets them edit a line.
struct TerminalInput: ~Copyable {
    /// What begins and ends a message of several lines.
    static let mark = "\"\"\""

    private let interrupts: Interrupts
    private var held: [UInt8] = []
    private var isAtEnd = false

    init(interrupts: Interrupts) { self.interrupts = interrupts }

    /// The next message; `nil` at the end (Ctrl-D). Empty ones are passed over.
    ///
    /// - Throws: ``FileError``.
    mutating func message() async throws -> String? {
        Self.prompt()
        var lines: [String] = []
        while let line = try await line() {
            if interrupts.takeDrop() { lines = [] }
            if lines.isEmpty, !line.hasPrefix(Self.mark) {
                if !line.allSatisfy(\.isWhitespace) { return line }
            } else if let message = Self.add(line, to: &lines) {
                if !message.allSatisfy(\.isWhitespace) { return message }
                lines = []
            }
            Self.prompt(continues: !lines.isEmpty)
        }
        return nil
    }

    /// Says that something may be typed.
    static func prompt(continues: Bool = false, afterLineFeed: Bool = false) {
        try? StandardDescriptors.write(Array("\(afterLineFeed ? "\n" : "")\(continues ? "... " : "> ")".utf8), to: 2)
    }

    /// Adds a line to a message of several. Returns the message if the line ends it.
    private static func add(_ line: String, to lines: inout [String]) -> String? {
        let isFirst = lines.isEmpty
        var text = isFirst ? Substring(line.dropFirst(mark.count)) : line[...]
        let isLast = text.hasSuffix(mark)
        if isLast { text = text.dropLast(mark.count) }
        // The first line is kept even if nothing is on it: it says that the message has begun.
        lines.append(String(text))
        guard isLast else { return nil }
        defer { lines = [] }
        var message = lines
        if message.first?.isEmpty == true { message.removeFirst() }
        if message.last?.isEmpty == true { message.removeLast() }
        return message.joined(separator: "\n")
    }

    /// The next line, without its line feed; `nil` at the end.
    private mutating func line() async throws -> String? {
        while true {
            if let end = held.firstIndex(of: UInt8(ascii: "\n")) {
                defer { held.removeFirst(end + 1) }
                return String(decoding: held[..<end], as: UTF8.self)
            }
            if isAtEnd {
                defer { held = [] }
                return held.isEmpty ? nil : String(decoding: held, as: UTF8.self)
            }
            let bytes = try await StandardInput.next()
            isAtEnd = bytes.isEmpty
            held += bytes
        }
    }
}
