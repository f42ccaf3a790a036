// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// A JSON text as a tree, read strictly and recursively: https://www.rfc-editor.org/rfc/rfc8259. Not for names that occur twice,
/// surrogates without their other half, or more than 64 levels: there, readers differ.
enum ReferenceJSON: Equatable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([ReferenceJSON])
    case object([String: ReferenceJSON])

    /// Reads a text. `nil` if it is no JSON, or none that all readers agree on.
    init?(text: String) {
        var reader = Reader(rest: Array(text.unicodeScalars)[...])
        guard let value = reader.value(depth: 0) else { return nil }
        reader.skipSpace()
        guard reader.rest.isEmpty else { return nil }
        self = value
    }

    private struct Reader {
        var rest: ArraySlice<Unicode.Scalar>

        mutating func skipSpace() { rest = rest.drop { [" ", "\t", "\n", "\r"].contains($0) } }

        mutating func take(_ text: String) -> Bool {
            guard rest.starts(with: text.unicodeScalars) else { return false }
            rest = rest.dropFirst(text.unicodeScalars.count)
            return true
        }

        mutating func value(depth: Int) -> ReferenceJSON? {
            skipSpace()
            guard depth < 64, let first = rest.first else { return nil }
            switch first {
            case "{": return object(depth: depth)
            case "[": return array(depth: depth)
            case "\"": return string().map { .string($0) }
            case "t": return take("true") ? .bool(true) : nil
            case "f": return take("false") ? .bool(false) : nil
            case "n": return take("null") ? .null : nil
            default: return number()
            }
        }

        private mutating func object(depth: Int) -> ReferenceJSON? {
            var members: [String: ReferenceJSON] = [:]
            _ = take("{")
            skipSpace()
            if take("}") { return .object(members) }
            while true {
                skipSpace()
                guard let name = string() else { return nil }
                skipSpace()
                guard take(":"), let value = value(depth: depth + 1) else { return nil }
                guard members.updateValue(value, forKey: name) == nil else { return nil }
                skipSpace()
                if take("}") { return .object(members) }
                guard take(",") else { return nil }
            }
        }

        private mutating func array(depth: Int) -> ReferenceJSON? {
            var elements: [ReferenceJSON] = []
            _ = take("[")
            skipSpace()
            if take("]") { return .array(elements) }
            while true {
                guard let value = value(depth: depth + 1) else { return nil }
                elements.append(value)
                skipSpace()
                if take("]") { return .array(elements) }
                guard take(",") else { return nil }
            }
        }

        private mutating func number() -> ReferenceJSON? {
            let text = rest.prefix { "0123456789+-.eE".unicodeScalars.contains($0) }
            rest = rest.dropFirst(text.count)
            let string = String(String.UnicodeScalarView(text))
            return string.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) == nil
                ? nil : .number(string)
        }

        private mutating func string() -> String? {
            guard take("\"") else { return nil }
            var units: [UInt16] = []
            while let scalar = rest.popFirst() {
                switch scalar {
                case "\"": return units.isWellFormed ? String(decoding: units, as: UTF16.self) : nil
                case "\\":
                    guard let unit = escape() else { return nil }
                    units.append(unit)
                case _ where scalar.value < 0x20: return nil
                default: units += Array(String(scalar).utf16)
                }
            }
            return nil
        }

        private mutating func escape() -> UInt16? {
            guard let letter = rest.popFirst() else { return nil }
            let simple: [Unicode.Scalar: UInt16] = [
                "\"": 0x22, "\\": 0x5C, "/": 0x2F, "b": 8, "f": 12, "n": 10, "r": 13, "t": 9,
            ]
            guard letter == "u" else { return simple[letter] }
            let digits = rest.prefix(4)
            guard digits.count == 4, digits.allSatisfy({ $0.isASCII && Character($0).isHexDigit }) else { return nil }
            rest = rest.dropFirst(4)
            return UInt16(String(String.UnicodeScalarView(digits)), radix: 16)
        }
    }
}

extension [UInt16] {
    /// Whether each surrogate has its other half.
    fileprivate var isWellFormed: Bool {
        var needsTrail = false
        for unit in self {
            if UTF16.isTrailSurrogate(unit) != needsTrail { return false }
            needsTrail = UTF16.isLeadSurrogate(unit)
        }
        return !needsTrail
    }
}
