// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// The tokens of a file in tiktoken's form: a line each, its bytes in base64, a space, its rank.
struct TiktokenFile {
    /// The longest file that is read. Those that there are have 4 MiB.
    static let maxBytes = 256 * 1024 * 1024

    /// The tokens by rank, rising.
    private(set) var tokens: [(rank: UInt32, bytes: [UInt8])] = []

    /// Reads the lines of a file. Blank ones are passed over, and a carriage return before a line feed.
    init(_ file: [UInt8]) throws(TokenizerError) {
        if file.count > Self.maxBytes { throw Self.fault("is longer than \(Self.maxBytes) bytes") }
        var number = 0
        for line in file.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            if line.isEmpty { continue }
            guard let token = Self.token(line) else { throw Self.fault("has no token in line \(number)") }
            if tokens.count == PairTable.maxTokens { throw Self.fault("has more than \(PairTable.maxTokens) tokens") }
            tokens.append(token)
        }
        tokens.sort { $0.rank < $1.rank }
        for (one, other) in zip(tokens, tokens.dropFirst()) where one.rank == other.rank {
            throw Self.fault("has two tokens of the rank \(one.rank)")
        }
    }

    /// What is wrong with a file.
    static func fault(_ description: String) -> TokenizerError {
        TokenizerError(.invalidVocabulary, "the vocabulary \(description)")
    }

    private static func token(_ line: ArraySlice<UInt8>) -> (rank: UInt32, bytes: [UInt8])? {
        let fields = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard fields.count == 2, let rank = UInt32(String(decoding: fields[1], as: UTF8.self)), rank < .max,
            let bytes = decoded(fields[0]), !bytes.isEmpty, bytes.count <= TokenParts.maxLength
        else { return nil }
        return (rank, bytes)
    }

    /// The bytes of base64 with its padding. https://www.rfc-editor.org/rfc/rfc4648#section-4
    private static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        let digits = text.prefix { $0 != UInt8(ascii: "=") }
        guard text.count % 4 == 0, text.count - digits.count <= 2, text[digits.endIndex...].allSatisfy({ $0 == 0x3D })
        else { return nil }
        var bytes: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for digit in digits {
            guard let value = value(of: digit) else { return nil }
            bits = bits << 6 | value
            count += 6
            guard count >= 8 else { continue }
            count -= 8
            bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            bits &= 1 << UInt32(count) - 1
        }
        return bytes
    }

    private static func value(of digit: UInt8) -> UInt32? {
        switch digit {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(digit) - 65
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(digit) - 97 + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(digit) - 48 + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
