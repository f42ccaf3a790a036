// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Reads one JSON text (RFC 8259) into a value. The counterpart of ``JSONWriter``.
///
/// What this package writes comes back equal. A number without fraction and exponent is an integer if it fits; of members
/// with the same name the last one counts; half a surrogate pair becomes U+FFFD.
package struct JSONReader {
    /// What is no JSON, and where.
    package struct Fault: Error, Hashable, CustomStringConvertible {
        /// The byte that does not fit, counted from 0.
        package let offset: Int
        package var description: String { "no valid JSON at byte \(offset)" }
    }

    /// How deep lists and objects may nest.
    private static let maxDepth = 512

    private let bytes: [UInt8]
    private var offset = 0

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Reads a text.
    ///
    /// - Throws: ``Fault`` if it is not one JSON value with nothing but white space around it.
    package static func value(_ text: some Sequence<UInt8>) throws(Fault) -> JSONValue {
        var reader = JSONReader(Array(text))
        let value = try reader.readValue(depth: 0)
        guard reader.peek() == nil else { throw reader.fault }
        return value
    }

    private var fault: Fault { Fault(offset: offset) }

    /// Passes over white space and tells the next byte.
    private mutating func peek() -> UInt8? {
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x20, 0x09, 0x0A, 0x0D: offset += 1
            default: return bytes[offset]
            }
        }
        return nil
    }

    private mutating func readValue(depth: Int) throws(Fault) -> JSONValue {
        guard depth < Self.maxDepth else { throw fault }
        switch peek() {
        case UInt8(ascii: "{"): return try readObject(depth: depth + 1)
        case UInt8(ascii: "["): return try readArray(depth: depth + 1)
        case UInt8(ascii: "\""): return .string(try readString())
        case UInt8(ascii: "t"): return try read("true", as: true)
        case UInt8(ascii: "f"): return try read("false", as: false)
        case UInt8(ascii: "n"): return try read("null", as: nil)
        default: return try readNumber()
        }
    }

    private mutating func read(_ word: StaticString, as value: JSONValue) throws(Fault) -> JSONValue {
        let isThere = word.withUTF8Buffer { bytes[offset...].starts(with: $0) }
        guard isThere else { throw fault }
        offset += word.utf8CodeUnitCount
        return value
    }

    private mutating func readObject(depth: Int) throws(Fault) -> JSONValue {
        var members: [String: JSONValue] = [:]
        offset += 1
        guard peek() != UInt8(ascii: "}") else { return close(.object(members)) }
        while true {
            guard peek() == UInt8(ascii: "\"") else { throw fault }
            let name = try readString()
            guard peek() == UInt8(ascii: ":") else { throw fault }
            offset += 1
            members[name] = try readValue(depth: depth)
            if try endsList(UInt8(ascii: "}")) { return close(.object(members)) }
        }
    }

    private mutating func readArray(depth: Int) throws(Fault) -> JSONValue {
        var elements: [JSONValue] = []
        offset += 1
        guard peek() != UInt8(ascii: "]") else { return close(.array(elements)) }
        while true {
            elements.append(try readValue(depth: depth))
            if try endsList(UInt8(ascii: "]")) { return close(.array(elements)) }
        }
    }

    /// After an element: whether the closing bracket follows. If not, passes over the comma that must.
    private mutating func endsList(_ bracket: UInt8) throws(Fault) -> Bool {
        let byte = peek()
        if byte == bracket { return true }
        guard byte == UInt8(ascii: ",") else { throw fault }
        offset += 1
        return false
    }

    private mutating func close(_ value: JSONValue) -> JSONValue {
        offset += 1
        return value
    }

    private mutating func readNumber() throws(Fault) -> JSONValue {
        let start = offset
        while offset < bytes.count, Self.isOfNumber(bytes[offset]) { offset += 1 }
        let digits = bytes[start..<offset]
        guard let first = digits.first, first != UInt8(ascii: "+"), first != UInt8(ascii: ".") else { throw fault }
        let text = String(decoding: digits, as: UTF8.self)
        if let integer = Int(text) { return .integer(integer) }
        guard let number = Double(text), number.isFinite else {
            offset = start
            throw fault
        }
        return .number(number)
    }

    private static func isOfNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
            UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default: false
        }
    }
}

extension JSONReader {
    /// Reads a string, from its opening quote to behind its closing one.
    private mutating func readString() throws(Fault) -> String {
        offset += 1
        var text: [UInt8] = []
        while offset < bytes.count {
            let byte = bytes[offset]
            switch byte {
            case UInt8(ascii: "\""):
                offset += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                offset += 1
                try readEscape(into: &text)
            case 0..<0x20: throw fault
            default:
                text.append(byte)
                offset += 1
            }
        }
        throw fault
    }

    private mutating func readEscape(into text: inout [UInt8]) throws(Fault) {
        guard offset < bytes.count else { throw fault }
        let byte = bytes[offset]
        offset += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: Character(try readScalar()).utf8)
        default:
            offset -= 1
            throw fault
        }
    }

    /// Reads the digits of `\u`, and those of the pair's other half if there is one.
    private mutating func readScalar() throws(Fault) -> Unicode.Scalar {
        let unit = try readUnit()
        guard UTF16.isLeadSurrogate(unit), bytes[offset...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else {
            return Unicode.Scalar(unit) ?? "\u{FFFD}"
        }
        let mark = offset
        offset += 2
        let other = try readUnit()
        guard UTF16.isTrailSurrogate(other) else {
            offset = mark
            return "\u{FFFD}"
        }
        return UTF16.decode(UTF16.EncodedScalar([unit, other]))
    }

    private mutating func readUnit() throws(Fault) -> UInt16 {
        guard bytes.count - offset >= 4 else { throw fault }
        var unit: UInt16 = 0
        for byte in bytes[offset..<offset + 4] {
            guard let digit = Character(UnicodeScalar(byte)).hexDigitValue else { throw fault }
            unit = unit << 4 | UInt16(digit)
        }
        offset += 4
        return unit
    }
}
