// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Bytes as a gzip file of blocks that are stored, not packed: all that it takes to see whether a client undoes gzip.
/// https://www.rfc-editor.org/rfc/rfc1952, https://www.rfc-editor.org/rfc/rfc1951#section-3.2.4
package enum Gzip {
    /// Makes the file.
    ///
    /// - Parameters:
    ///   - bytes: What is stored.
    ///   - blockBytes: How many bytes a block has, up to 65,535.
    package static func stored(_ bytes: [UInt8], blockBytes: Int) -> [UInt8] {
        var file: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]
        for start in stride(from: 0, to: bytes.count, by: blockBytes) {
            let block = bytes[start..<min(start + blockBytes, bytes.count)]
            file.append(0)
            file += littleEndian(UInt16(block.count)) + littleEndian(~UInt16(block.count)) + block
        }
        // An empty block, the last one.
        file += [1, 0, 0, 0xFF, 0xFF]
        return file + littleEndian(checksum(bytes)) + littleEndian(UInt32(truncatingIfNeeded: bytes.count))
    }

    private static func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian) { Array($0) }
    }

    /// https://www.rfc-editor.org/rfc/rfc1952#section-8
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var sum = ~UInt32(0)
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 0 ? sum >> 1 : (sum >> 1) ^ 0xEDB8_8320 }
        }
        return ~sum
    }
}
