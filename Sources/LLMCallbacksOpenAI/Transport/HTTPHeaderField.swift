// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// One header line of a request or an answer.
struct HTTPHeaderField: Sendable, Hashable {
    /// The name as it was written; names are compared without regard to case.
    let name: String
    /// The value, without the white space around it. May be empty.
    let value: String

    /// Creates a field.
    init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// Whether the field has that name, in any case of ASCII letters.
    func isNamed(_ other: String) -> Bool {
        name.utf8.elementsEqual(other.utf8) { $0.asciiLowercased == $1.asciiLowercased }
    }
}

extension UInt8 {
    /// The small letter for a capital ASCII letter; any other byte as it is.
    fileprivate var asciiLowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}
