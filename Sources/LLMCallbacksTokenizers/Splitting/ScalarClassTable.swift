// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import CTokenizerData

/// The class of every scalar, in the version of Unicode that tiktoken has: not the standard library's, which changes.
struct ScalarClassTable: @unchecked Sendable {
    // Sendable: both point into constant data of the program.
    private let rowNumbers: UnsafePointer<UInt8>
    private let rows: UnsafePointer<UInt8>

    /// The one table there is.
    static let embedded = ScalarClassTable()

    private init() {
        rowNumbers = ctokenizer_scalar_classes().bytes
        rows = rowNumbers + 0x110000 / 128
    }

    /// The class of a scalar, given as its number; it must be one.
    @inline(__always)
    subscript(scalar: UInt32) -> ScalarClass {
        let row = Int(rowNumbers[Int(scalar >> 7)])
        return ScalarClass(rawValue: rows[row << 7 | Int(scalar & 127)]) ?? .other
    }

    /// The class of a scalar below 128.
    @inline(__always)
    subscript(ascii byte: UInt8) -> ScalarClass {
        ScalarClass(rawValue: rows[Int(byte & 127)]) ?? .other
    }
}
