// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Reads expressions: the part of regular expressions that can be decided with a bounded look at what follows.
struct PatternParser {
    /// The greatest number in braces.
    static let maxRepetition = 1000
    private static let maxDepth = 50

    private let scalars: [Unicode.Scalar]
    private var place = 0
    private var depth = 0
    private var ignoresCase = false

    private init(_ expression: String) { scalars = Array(expression.unicodeScalars) }

    /// Reads a whole expression.
    static func parse(_ expression: String) throws(RedactionError) -> Pattern {
        var parser = PatternParser(expression)
        parser.ignoresCase = parser.skip("(?i)")
        let beginsWord = parser.skip("\\b")
        let node = try parser.choice()
        guard parser.next == nil else { throw parser.fault("a ')' closes nothing") }
        return Pattern(node: node, beginsWord: beginsWord)
    }

    private var next: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

    /// Passes over a text, if it comes next.
    private mutating func skip(_ text: String) -> Bool {
        let wanted = Array(text.unicodeScalars)
        guard scalars[place...].starts(with: wanted) else { return false }
        place += wanted.count
        return true
    }

    private mutating func take() throws(RedactionError) -> Unicode.Scalar {
        guard let scalar = next else { throw fault("the expression ends too early") }
        place += 1
        return scalar
    }

    private func fault(_ message: String) -> RedactionError {
        RedactionError(.invalidExpression, "\(message), at character \(place) of the expression")
    }

    // MARK: Structure

    private mutating func choice() throws(RedactionError) -> PatternNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maxDepth else { throw fault("groups are nested too deep") }
        var branches = [try sequence()]
        while skip("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func sequence() throws(RedactionError) -> PatternNode {
        var nodes: [PatternNode] = []
        while let scalar = next, scalar != "|", scalar != ")" { nodes.append(try repetition(of: try atom())) }
        return .sequence(nodes)
    }

    private mutating func atom() throws(RedactionError) -> PatternNode {
        let scalar = try take()
        switch scalar {
        case "(": return try group()
        case "[": return try characterClass()
        case ".": return .choice([.byte(ByteSet("\n".utf8).otherASCII), .beyondASCII])
        case "\\": return try escape()
        case "^", "$", "*", "+", "?", "{":
            throw fault("'\(scalar)' has no meaning here; write '\\\(scalar)' for itself")
        default: return literal(scalar)
        }
    }

    private mutating func group() throws(RedactionError) -> PatternNode {
        if next == "?", !skip("?:") { throw fault("of special groups only '(?:' is known") }
        let node = try choice()
        guard skip(")") else { throw fault("a '(' is not closed") }
        return node
    }

    private func literal(_ scalar: Unicode.Scalar) -> PatternNode {
        guard scalar.isASCII else { return .text(String(scalar)) }
        let set = ByteSet([UInt8(scalar.value)])
        return .byte(ignoresCase ? set.ignoringCase : set)
    }

    // MARK: Repetition

    private mutating func repetition(of node: PatternNode) throws(RedactionError) -> PatternNode {
        guard let (least, most) = try bounds() else { return node }
        if let scalar = next, "?+*{".unicodeScalars.contains(scalar) {
            throw fault("a repetition cannot be repeated, lazy or possessive: the longest match counts")
        }
        return .repeated(node, least: least, most: most)
    }

    private mutating func bounds() throws(RedactionError) -> (Int, Int?)? {
        if skip("*") { return (0, nil) }
        if skip("+") { return (1, nil) }
        if skip("?") { return (0, 1) }
        guard skip("{") else { return nil }
        let least = try number()
        var most: Int? = least
        if skip(",") { most = next == "}" ? nil : try number() }
        guard skip("}"), least <= most ?? least else { throw fault("braces hold '{2}', '{2,}' or '{2,5}'") }
        return (least, most)
    }

    private mutating func number() throws(RedactionError) -> Int {
        var digits = ""
        while let scalar = next, ("0"..."9").contains(scalar) {
            digits.unicodeScalars.append(scalar)
            place += 1
        }
        guard let number = Int(digits), number <= Self.maxRepetition else {
            throw fault("braces hold numbers up to \(Self.maxRepetition)")
        }
        return number
    }

    // MARK: Characters

    private mutating func escape() throws(RedactionError) -> PatternNode {
        let scalar = try take()
        if let set = Self.named(scalar) { return .byte(set) }
        if let set = Self.named(Self.lowercase(scalar)) { return .choice([.byte(set.otherASCII), .beyondASCII]) }
        return literal(try plain(scalar))
    }

    /// What a backslash and a character stand for, if that is one character.
    private func plain(_ scalar: Unicode.Scalar) throws(RedactionError) -> Unicode.Scalar {
        switch scalar {
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "f": return "\u{C}"
        case "b": throw fault("'\\b' may stand at the beginning alone")
        default:
            if scalar.isASCII, ByteSet.word.contains(UInt8(scalar.value)) { throw fault("'\\\(scalar)' is not known") }
            return scalar
        }
    }

    private static func named(_ scalar: Unicode.Scalar) -> ByteSet? {
        switch scalar {
        case "d": .digits
        case "w": .word
        case "s": .spaces
        default: nil
        }
    }

    private static func lowercase(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "D": "d"
        case "W": "w"
        case "S": "s"
        default: scalar
        }
    }

    private mutating func characterClass() throws(RedactionError) -> PatternNode {
        let isNegated = skip("^")
        var set = ByteSet()
        var others: [PatternNode] = []
        var isFirst = true
        while next != "]" || isFirst {
            isFirst = false
            let scalar = try take()
            if scalar == "\\", let name = next, let named = Self.named(name) {
                place += 1
                set.formUnion(named)
                continue
            }
            let low = scalar == "\\" ? try plain(try take()) : scalar
            if next == "-", place + 1 < scalars.count, scalars[place + 1] != "]" {
                place += 1
                set.formUnion(try range(from: low))
            } else if low.isASCII {
                set.insert(UInt8(low.value))
            } else {
                others.append(.text(String(low)))
            }
        }
        place += 1
        if ignoresCase { set = set.ignoringCase }
        guard isNegated else { return .choice((set.isEmpty ? [] : [.byte(set)]) + others) }
        guard others.isEmpty else { throw fault("a class that begins with '^' holds characters of ASCII alone") }
        return .choice([.byte(set.otherASCII), .beyondASCII])
    }

    private mutating func range(from low: Unicode.Scalar) throws(RedactionError) -> ByteSet {
        let scalar = try take()
        let high = scalar == "\\" ? try plain(try take()) : scalar
        guard low.isASCII, high.isASCII, low <= high else { throw fault("a range goes upwards, within ASCII") }
        return ByteSet(UInt8(low.value)...UInt8(high.value))
    }
}
