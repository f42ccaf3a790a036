// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Walks once over a JSON text in memory, reads what the caller wants and passes over the rest.
///
/// It checks no more than it needs: in parts that nobody reads the brackets' order and stray commas may be wrong, words
/// such as `NaN` pass as values, and any byte may stand in a string. It never traps, never recurses and never goes back.
/// Each call that reads a value passes over a value of another type and returns `nil` or `false` for it.
struct JSONScanner {
    private let bytes: UnsafeRawBufferPointer
    /// The next byte to read.
    private(set) var offset = 0

    /// Starts at the beginning of a text, which must outlive the scanner and what it returns.
    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// Passes over white space. Returns the next byte without reading it, or `nil` at the end of the text.
    @inline(__always)
    mutating func peek() -> UInt8? {
        if offset < bytes.count, bytes[offset] > 0x20 { return bytes[offset] }
        return peekBeyondSpace()
    }

    /// Enters an object. Follow up with ``nextMember()`` until it returns `nil`.
    mutating func enterObject() throws(JSONFault) -> Bool { try enter(UInt8(ascii: "{")) }

    /// Returns the name of the object's next member, whose value must be read or skipped next; `nil` leaves the object.
    mutating func nextMember() throws(JSONFault) -> JSONText? {
        var byte = peek()
        if byte == UInt8(ascii: ",") {
            offset &+= 1
            byte = peek()
        }
        if byte == UInt8(ascii: "}") {
            offset &+= 1
            return nil
        }
        guard byte == UInt8(ascii: "\"") else { throw fault }
        offset &+= 1
        let name = try readText()
        guard peek() == UInt8(ascii: ":") else { throw fault }
        offset &+= 1
        return name
    }

    /// Enters an array. Follow up with ``nextElement()`` until it returns `false`.
    mutating func enterArray() throws(JSONFault) -> Bool { try enter(UInt8(ascii: "[")) }

    /// Returns whether the array has another element, which must be read or skipped next; `false` leaves the array.
    mutating func nextElement() throws(JSONFault) -> Bool {
        var byte = peek()
        if byte == UInt8(ascii: ",") {
            offset &+= 1
            byte = peek()
        }
        guard byte == UInt8(ascii: "]") else { return true }
        offset &+= 1
        return false
    }

    /// Reads a string.
    mutating func string() throws(JSONFault) -> JSONText? {
        guard peek() == UInt8(ascii: "\"") else {
            try skip()
            return nil
        }
        offset &+= 1
        return try readText()
    }

    /// Reads a whole number, also from a fraction, which is cut off, and from a string of digits.
    mutating func integer() throws(JSONFault) -> Int? {
        let isString = peek() == UInt8(ascii: "\"")
        let value = try skip()
        return Int(wire: isString ? value.slice(1..<value.count - 1) : value)
    }

    /// Passes over a value of any type and returns its bytes.
    @discardableResult
    mutating func skip() throws(JSONFault) -> UnsafeRawBufferPointer {
        guard let first = peek() else { throw fault }
        let start = offset
        switch first {
        case UInt8(ascii: "\""):
            offset &+= 1
            _ = try readText()
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            try skipNested()
        default:
            while offset < bytes.count, bytes[offset].isInJSONWord { offset &+= 1 }
            if offset == start { throw fault }
        }
        return bytes.slice(start..<offset)
    }

    /// Returns what was read since an offset.
    func bytes(from start: Int) -> UnsafeRawBufferPointer { bytes.slice(start..<offset) }

    @inline(never)
    private mutating func peekBeyondSpace() -> UInt8? {
        while offset < bytes.count, bytes[offset] <= 0x20 { offset &+= 1 }
        return offset < bytes.count ? bytes[offset] : nil
    }

    private var fault: JSONFault { JSONFault(offset: offset) }

    private mutating func enter(_ bracket: UInt8) throws(JSONFault) -> Bool {
        if peek() == bracket {
            offset &+= 1
            return true
        }
        try skip()
        return false
    }

    private mutating func skipNested() throws(JSONFault) {
        var depth = 0
        while offset < bytes.count {
            let byte = bytes[offset]
            offset &+= 1
            switch byte {
            case UInt8(ascii: "\""): _ = try readText()
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth &+= 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth &-= 1
            default: continue
            }
            if depth == 0 { return }
        }
        throw fault
    }

    /// Reads on from behind the opening quote.
    private mutating func readText() throws(JSONFault) -> JSONText {
        let start = offset
        var isEscaped = false
        while true {
            offset = bytes.quoteOrBackslash(from: offset)
            guard offset < bytes.count else { throw fault }
            if bytes[offset] == UInt8(ascii: "\"") { break }
            isEscaped = true
            guard bytes.count &- offset >= 2 else { throw fault }
            offset &+= 2
        }
        offset &+= 1
        return JSONText(bytes: bytes.slice(start..<offset - 1), isEscaped: isEscaped)
    }
}

extension UInt8 {
    /// Whether this may be part of a number, `true`, `false`, `null`, or words like them.
    fileprivate var isInJSONWord: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}
