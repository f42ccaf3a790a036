// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Goes through one text, which comes in pieces, and gives it out again with every match of every rule replaced.
///
/// What a match covers is replaced, wherever it begins; matches that overlap are replaced together, by the name of the
/// one that begins first. So the outcome depends on the text alone, and not on how it was cut. Held back is what an unfinished
/// match may still cover, and nothing else: see ``PatternBuilder`` for why that has a bound.
struct RedactionScanner {
    private let automaton: RedactionAutomaton
    /// How many bytes were taken.
    private var position = 0
    private var isAfterWord = false
    /// Unfinished matches, those that began first first; of those at one place only the one that began first.
    private var threads: [Thread] = []
    private var nextThreads: [Thread] = []
    /// The places of `nextThreads`, where there are more than `few`.
    private var crowd: Set<Int32> = []
    /// The last bytes taken, as far as they are neither given out nor covered by `front`.
    private(set) var held: [UInt8] = []
    /// A match with nothing held before it, which others may still join.
    private var front: Cover?
    /// The other matches found, in order, none overlapping.
    private var covers: [Cover] = []

    private static let few = 32

    private struct Thread {
        let place: Int32
        let start: Int
    }

    private struct Cover {
        var start: Int
        var end: Int
        var rule: Int32

        /// Covers also what another one covers. It is named by the one that begins first; of two, by the rule that stands first.
        mutating func join(_ other: Cover) {
            if other.start < start || other.start == start && other.rule < rule { rule = other.rule }
            start = min(start, other.start)
            end = max(end, other.end)
        }
    }

    init(_ automaton: RedactionAutomaton) { self.automaton = automaton }

    /// Whether something is held back.
    var holdsBack: Bool { !threads.isEmpty }

    /// Takes a piece of the text, and returns what is certain by now.
    mutating func take(_ text: String) -> String {
        var text = text
        var output: [UInt8] = []
        let isPlain = text.withUTF8 { bytes in
            if isUntouched(bytes) {
                note(bytes)
                return true
            }
            take(bytes, into: &output)
            return false
        }
        return isPlain ? text : String(decoding: output, as: UTF8.self)
    }

    /// The text is over. Returns what was held back of it.
    mutating func finish() -> String {
        var output: [UInt8] = []
        threads.removeAll()
        release(into: &output)
        isAfterWord = false
        return String(decoding: output, as: UTF8.self)
    }

    /// Whether nothing is held back, and nothing can begin here.
    private func isUntouched(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        threads.isEmpty && !bytes.contains(where: automaton.canStart.contains)
    }

    private mutating func note(_ bytes: UnsafeBufferPointer<UInt8>) {
        position += bytes.count
        if let last = bytes.last { isAfterWord = ByteSet.word.contains(last) }
    }

    private mutating func take(_ bytes: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]) {
        var next = 0
        while next < bytes.count {
            if threads.isEmpty {
                let rest = UnsafeBufferPointer(rebasing: bytes[next...])
                let plain = rest.firstIndex(where: automaton.canStart.contains) ?? rest.count
                output.append(contentsOf: rest[..<plain])
                note(UnsafeBufferPointer(rebasing: rest[..<plain]))
                next += plain
                guard next < bytes.count else { return }
            }
            let before = threads.first?.start
            step(bytes[next])
            next += 1
            // A match that begins with all that is held needs no room while it goes on.
            let isOpen = front == nil && !covers.isEmpty
            if isOpen || threads.isEmpty || threads[0].start != before { release(into: &output) }
        }
    }

    // MARK: Matching

    /// Takes one byte: every thread goes on or ends, and new ones begin.
    private mutating func step(_ byte: UInt8) {
        let start = position
        position += 1
        held.append(byte)
        nextThreads.removeAll(keepingCapacity: true)
        if !crowd.isEmpty { crowd.removeAll(keepingCapacity: true) }
        for thread in threads {
            for place in automaton.places[Int(thread.place)].following where accepts(place, byte) {
                reach(place, from: thread.start)
            }
        }
        for place in (isAfterWord ? automaton.starts : automaton.wordStarts)[Int(byte)] { reach(place, from: start) }
        swap(&threads, &nextThreads)
        isAfterWord = ByteSet.word.contains(byte)
    }

    @inline(__always)
    private func accepts(_ place: Int32, _ byte: UInt8) -> Bool { automaton.places[Int(place)].bytes.contains(byte) }

    /// A thread is at a place. Of several, the first to come began first.
    private mutating func reach(_ place: Int32, from start: Int) {
        guard isNew(place) else { return }
        // What nothing can follow is over.
        if !automaton.places[Int(place)].following.isEmpty { nextThreads.append(Thread(place: place, start: start)) }
        let match = automaton.places[Int(place)].match
        if match >= 0 { cover(Cover(start: start, end: position, rule: match)) }
    }

    private mutating func isNew(_ place: Int32) -> Bool {
        if nextThreads.count < Self.few { return !nextThreads.contains { $0.place == place } }
        if crowd.isEmpty { crowd = Set(nextThreads.map(\.place)) }
        return crowd.insert(place).inserted
    }

    /// A match ends with the byte that was taken last. Joins it with those that it overlaps.
    private mutating func cover(_ match: Cover) {
        var match = match
        while let last = covers.last, last.end > match.start {
            match.join(last)
            covers.removeLast()
        }
        if covers.isEmpty, let first = front, first.end > match.start {
            match.join(first)
            front = match
            held.removeAll(keepingCapacity: true)
        } else {
            covers.append(match)
        }
    }

    // MARK: Giving out

    /// Gives out all that no thread can change any more.
    private mutating func release(into output: inout [UInt8]) {
        let limit = threads.first?.start ?? position
        var given = 0
        let base = position - held.count
        while true {
            if let match = front {
                guard limit >= match.end else { break }
                output.append(contentsOf: automaton.markers[Int(match.rule)])
                front = nil
            }
            guard let match = covers.first, match.start <= limit else {
                let count = max(given, min(limit - base, held.count))
                output.append(contentsOf: held[given..<count])
                given = count
                break
            }
            output.append(contentsOf: held[given..<match.start - base])
            given = match.end - base
            front = covers.removeFirst()
        }
        held.removeFirst(given)
    }
}
