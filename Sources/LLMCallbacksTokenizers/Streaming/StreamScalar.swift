// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// A scalar of a stream.
struct StreamScalar {
    let value: UInt32
    let kind: ScalarClass
    /// Its bytes in UTF-8, the first one lowest.
    let bytes: UInt32
    /// The number of these bytes.
    let length: Int

    @inline(__always)
    init(ascii byte: UInt8, _ classes: ScalarClassTable) {
        value = UInt32(byte)
        kind = classes[ascii: byte]
        bytes = UInt32(byte)
        length = 1
    }

    /// - Parameters:
    ///   - bytes: The bytes of a valid scalar, the first one lowest.
    ///   - length: Their number.
    init(bytes: UInt32, length: Int, _ classes: ScalarClassTable) {
        self.bytes = bytes
        self.length = length
        func bits(_ index: UInt32) -> UInt32 { bytes &>> (8 * index) & 0x3F }
        switch length {
        case 1: value = bytes
        case 2: value = (bytes & 0x1F) << 6 | bits(1)
        case 3: value = (bytes & 0x0F) << 12 | bits(1) << 6 | bits(2)
        default: value = (bytes & 0x07) << 18 | bits(1) << 12 | bits(2) << 6 | bits(3)
        }
        kind = classes[value]
    }

    /// U+0027.
    static let apostrophe = StreamScalar(ascii: 0x27, .embedded)

    /// U+FFFD, which stands for bytes that are no UTF-8.
    static let replacement = StreamScalar(bytes: 0xBD_BF_EF, length: 3, .embedded)
}
