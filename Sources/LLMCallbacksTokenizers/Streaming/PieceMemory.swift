// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What a counter remembers of the piece that is open: as much as the longest token has bytes, however long the piece is.
///
/// All positions are counted from the beginning of the stream, and are kept modulo ``size``.
final class PieceMemory: @unchecked Sendable {
    // Sendable: written by the one value that refers to it; a copy of that value copies it before it writes.

    /// A power of two above the length of the longest token.
    let size: Int
    /// Bytes, twice behind each other, so that the last ones are always neighbours.
    let bytes: ZeroedMemory<UInt8>
    /// For both lanes: by the position of an end, the last token of what ends there.
    let lastTokens: ZeroedMemory<UInt32>
    /// For both lanes: by the position of an end, the number of tokens of what ends there, modulo two to the 32nd.
    let counts: ZeroedMemory<UInt32>

    init(longestToken: Int) {
        size = 1 << (Int.bitWidth - max(longestToken, 16).leadingZeroBitCount)
        bytes = ZeroedMemory(count: 2 * size)
        lastTokens = ZeroedMemory(count: 2 * size)
        counts = ZeroedMemory(count: 2 * size)
    }

    init(copying memory: PieceMemory) {
        size = memory.size
        bytes = ZeroedMemory(copying: memory.bytes)
        lastTokens = ZeroedMemory(copying: memory.lastTokens)
        counts = ZeroedMemory(copying: memory.counts)
    }

    deinit {
        bytes.deallocate()
        lastTokens.deallocate()
        counts.deallocate()
    }

    @inline(__always)
    func write(_ byte: UInt8, at position: Int) {
        bytes[position & (size - 1)] = byte
        bytes[position & (size - 1) | size] = byte
    }

    /// The bytes before a position, up to ``size`` of them.
    @inline(__always)
    func bytes(before position: Int, count: Int) -> UnsafePointer<UInt8> {
        bytes.pointer(at: (position - count) & (size - 1))
    }
}
