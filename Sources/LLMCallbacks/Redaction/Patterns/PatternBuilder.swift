// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Turns expressions into places that bytes are matched at, each with those that may follow it
/// (Glushkov, "The abstract theory of automata", 1961).
struct PatternBuilder {
    /// What one expression may have of either.
    static let maxPlaces = 4096
    private static let maxLinks = 1 << 18

    /// One byte of some expression.
    struct Place {
        let bytes: ByteSet
        let rule: Int
        var following: [Int] = []
        /// Whether a match may end with it.
        var isLast = false
    }

    private(set) var places: [Place] = []
    private(set) var firsts: [(place: Int, beginsWord: Bool)] = []
    private var links = 0
    private var base = 0
    private var rule = 0

    private struct Fragment {
        var isEmptyAllowed = true
        var first: [Int] = []
        var last: [Int] = []
    }

    /// Adds an expression.
    ///
    /// - Throws: If it matches nothing at all, is too large, or leaves undecided how far it goes for too long.
    mutating func add(_ pattern: Pattern, rule: Int) throws(RedactionError) {
        self.rule = rule
        base = places.count
        links = 0
        let whole = try add(pattern.node)
        guard !whole.isEmptyAllowed else {
            throw RedactionError(.matchesNothing, "the expression also matches where there is nothing")
        }
        for place in whole.last { places[place].isLast = true }
        firsts += Set(whole.first).sorted().map { (place: $0, beginsWord: pattern.beginsWord) }
        guard isDecidable else {
            throw RedactionError(
                .undecidable,
                "part of the expression repeats without an end before it can match; give that a greatest number"
            )
        }
    }

    private mutating func add(_ node: PatternNode) throws(RedactionError) -> Fragment {
        switch node {
        case .byte(let bytes):
            places.append(Place(bytes: bytes, rule: rule))
            let place = places.count - 1
            guard place - base < Self.maxPlaces else { throw Self.tooLarge }
            return Fragment(isEmptyAllowed: false, first: [place], last: [place])
        case .sequence(let nodes):
            var whole = Fragment()
            for node in nodes {
                let part = try add(node)
                try link(whole.last, part.first)
                if whole.isEmptyAllowed { whole.first += part.first }
                whole.last = part.isEmptyAllowed ? whole.last + part.last : part.last
                whole.isEmptyAllowed = whole.isEmptyAllowed && part.isEmptyAllowed
            }
            return whole
        case .choice(let nodes):
            var whole = Fragment(isEmptyAllowed: false)
            for node in nodes {
                let part = try add(node)
                whole.first += part.first
                whole.last += part.last
                whole.isEmptyAllowed = whole.isEmptyAllowed || part.isEmptyAllowed
            }
            return whole
        case .repeated(let node, let least, let most): return try add(node, least: least, most: most)
        }
    }

    private mutating func add(_ node: PatternNode, least: Int, most: Int?) throws(RedactionError) -> Fragment {
        var whole = Fragment(isEmptyAllowed: least == 0)
        // What the next copy may follow.
        var open: [Int] = []
        let copies = most ?? max(least, 1)
        for copy in 0..<copies {
            let part = try add(node)
            try link(open, part.first)
            if copy == 0 || part.isEmptyAllowed { whole.first += part.first }
            if part.isEmptyAllowed { whole.isEmptyAllowed = true }
            open = part.isEmptyAllowed ? open + part.last : part.last
            if copy + 1 == max(least, 1) {
                whole.last = open
            } else if copy + 1 > least {
                whole.last += part.last
            }
            if most == nil, copy + 1 == copies { try link(part.last, part.first) }
        }
        return whole
    }

    private mutating func link(_ lasts: [Int], _ firsts: [Int]) throws(RedactionError) {
        links += lasts.count * firsts.count
        guard links <= Self.maxLinks else { throw Self.tooLarge }
        for place in lasts { places[place].following += firsts }
    }

    private static let tooLarge = RedactionError(
        .tooLarge,
        "the expression is too large: repetitions count as often as they may come, \(maxPlaces) bytes in all"
    )

    /// Whether every way through the places comes to an end, or to a place where a match may end. Then no text is held back
    /// for longer than there are places.
    private var isDecidable: Bool {
        // By depth: a place that is met again while it is open lies in a circle.
        var isOpen: [Int: Bool] = [:]
        for start in base..<places.count where !places[start].isLast && isOpen[start] == nil {
            var stack = [(place: start, next: 0)]
            isOpen[start] = true
            while let (place, next) = stack.last {
                guard next < places[place].following.count else {
                    isOpen[place] = false
                    stack.removeLast()
                    continue
                }
                stack[stack.count - 1].next += 1
                let follower = places[place].following[next]
                guard !places[follower].isLast else { continue }
                switch isOpen[follower] {
                case true?: return false
                case false?: continue
                case nil:
                    isOpen[follower] = true
                    stack.append((follower, 0))
                }
            }
        }
        return true
    }
}
