// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// Turns the bytes of newline-delimited JSON into lines. https://github.com/ndjson/ndjson-spec
///
/// Bytes may come in pieces of any size, cut anywhere: the lines are the same. Time grows with the number of bytes only.
/// Memory holds one unfinished line.
struct LineParser: Sendable {
    private let maxBytes: Int
    private var pending: [UInt8] = []

    /// Creates a parser for one body.
    ///
    /// - Parameter maxBytes: The longest line to accept, its end not counted.
    init(maxBytes: Int) { self.maxBytes = maxBytes }

    /// Reads further bytes and calls `body` once for each line that they complete, in order. Empty lines count. A line that
    /// lies whole in `bytes` is handed out where it lies.
    ///
    /// - Throws: ``ModelError`` of kind `tooLarge` where the limit is passed, and whatever `body` throws. The rest of `bytes`
    ///   is lost then.
    mutating func parse(_ bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        var start = 0
        while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
            let piece = bytes.slice(start..<end)
            if pending.isEmpty {
                try check(piece.count)
                try body(piece)
            } else {
                try append(piece)
                try finish(body)
            }
            start = end + 1
        }
        try append(bytes.slice(start..<bytes.count))
    }

    /// Hands out the line that the body left without an end, if it did.
    mutating func finish(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        if pending.isEmpty { return }
        let line = pending
        pending = []
        try line.withUnsafeBytes(body)
    }

    private mutating func append(_ piece: UnsafeRawBufferPointer) throws(ModelError) {
        try check(pending.count + piece.count)
        pending.append(contentsOf: piece)
    }

    private func check(_ count: Int) throws(ModelError) {
        if count > maxBytes {
            throw ModelError(.tooLarge, "A line of the answer is longer than the limit of \(maxBytes) bytes.")
        }
    }
}
