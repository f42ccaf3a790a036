// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Where an export goes: gathers small pieces, and hands them on some 64 KiB at a time.
public struct ExportOutput {
    private static let limit = 64 * 1024

    private var waiting: [UInt8] = []
    private let take: ([UInt8]) throws -> Void

    /// Creates an output.
    ///
    /// - Parameter take: Called zero or more times, with the bytes in order; never with none.
    public init(_ take: @escaping ([UInt8]) throws -> Void) { self.take = take }

    /// Writes text, as UTF-8.
    ///
    /// - Throws: What the closure throws.
    public mutating func write(_ text: String) throws { try write(text.utf8) }

    /// Writes bytes.
    ///
    /// - Throws: What the closure throws.
    public mutating func write(_ bytes: some Sequence<UInt8>) throws {
        waiting.append(contentsOf: bytes)
        if waiting.count >= Self.limit { try flush() }
    }

    /// Hands on what waits.
    ///
    /// - Throws: What the closure throws.
    public mutating func flush() throws {
        guard !waiting.isEmpty else { return }
        let bytes = waiting
        waiting.removeAll(keepingCapacity: true)
        try take(bytes)
    }
}
