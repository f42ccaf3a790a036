// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What the model is asked, from the command line and standard input.
struct Prompt {
    /// The longest prompt that is read from standard input. No model takes as much.
    static let maxBytes = 64 * 1024 * 1024

    /// The prompt; never empty.
    let text: String

    /// Takes the argument, or what is piped in, or both: the argument, a blank line, and what is piped in.
    ///
    /// - Throws: ``UsageError`` if there is no prompt; ``FileError`` if standard input cannot be read.
    init(argument: String?) throws {
        switch argument {
        case "-": text = try Self.readInput()
        case nil where StandardInput.isPiped: text = try Self.readInput()
        case nil: throw UsageError(message: "no prompt: give one as argument or on standard input (see chat --help)")
        case .some(let argument):
            let input = StandardInput.isPiped ? try Self.readInput() : ""
            text = input.isEmpty || Self.isBlank(argument) ? argument : "\(argument)\n\n\(input)"
        }
        if Self.isBlank(text) { throw UsageError(message: "the prompt is empty (see chat --help)") }
    }

    /// All of standard input, without the line feeds at its end.
    private static func readInput() throws -> String {
        var bytes = try StandardInput.readAll(limit: maxBytes)
        while bytes.last == UInt8(ascii: "\n") || bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }
}
