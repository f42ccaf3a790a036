// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// Writes JSON as UTF-8, without white space.
struct JSONWriter {
    /// What was written so far.
    private(set) var bytes: [UInt8] = []
    private var needsComma = false

    /// Creates a writer that has written nothing.
    init() {}

    /// Writes an object; `members` writes each member with ``member(_:)`` and a value.
    mutating func object(_ members: (inout JSONWriter) -> Void) { nest("{", "}", members) }

    /// Writes an array; `elements` writes the elements.
    mutating func array(_ elements: (inout JSONWriter) -> Void) { nest("[", "]", elements) }

    /// Writes the name of a member. Its value must follow.
    mutating func member(_ name: String) {
        write(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes a member whose value is text.
    mutating func member(_ name: String, _ value: String) {
        member(name)
        write(value)
    }

    /// Writes text.
    mutating func write(_ text: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0x0A: bytes += "\\n".utf8
            case 0x0D: bytes += "\\r".utf8
            case 0x09: bytes += "\\t".utf8
            case 0..<0x20: bytes += "\\u00\(byte >> 4)\(String(byte & 0xF, radix: 16))".utf8
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Writes any value. Members of objects are sorted by their names, so that equal values give equal bytes.
    mutating func write(_ value: JSONValue) {
        switch value {
        case .null: word("null")
        case .bool(let bool): word(bool ? "true" : "false")
        case .integer(let number): word(String(number))
        case .number(let number): word(number.isFinite ? number.description : "null")
        case .string(let text): write(text)
        case .array(let elements): array { for element in elements { $0.write(element) } }
        case .object(let members):
            object {
                for (name, value) in members.sorted(by: { $0.key < $1.key }) {
                    $0.member(name)
                    $0.write(value)
                }
            }
        }
    }

    private mutating func word(_ text: String) {
        separate()
        bytes += text.utf8
    }

    private mutating func nest(_ open: String, _ close: String, _ body: (inout JSONWriter) -> Void) {
        separate()
        bytes += open.utf8
        needsComma = false
        body(&self)
        bytes += close.utf8
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }
}
