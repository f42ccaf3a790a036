// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension Splitter {
    /// The end of a word whose first letter or mark is at an index.
    @inline(__always)
    func wordEnd(from start: Int) -> Int {
        switch pattern.words {
        case .plain: return runEnd(from: start, while: \.isLetter)
        case .cased:
            let end = casedWordEnd(from: start)
            guard pattern.contractions == .ofWord else { return end }
            return end + contractionLength(at: end)
        }
    }

    /// Upper-case letters, then lower-case ones, where caseless letters and marks pass for either.
    ///
    /// If no lower-case letter comes, the last of those that pass for either is where the piece ends.
    private func casedWordEnd(from start: Int) -> Int {
        var index = start
        var lastEitherEnd: Int?
        while index < text.count {
            let scalar = scalar(at: index)
            switch scalar.kind {
            case .upper: break
            case .caseless, .mark: lastEitherEnd = index + scalar.length
            case .lower: return runEnd(from: index) { $0.isLetterOrMark && $0 != .upper }
            default: return lastEitherEnd ?? index
            }
            index += scalar.length
        }
        return lastEitherEnd ?? index
    }

    @inline(__always)
    private func runEnd(from start: Int, while belongs: (ScalarClass) -> Bool) -> Int {
        var index = start
        while index < text.count {
            let scalar = scalar(at: index)
            guard belongs(scalar.kind) else { break }
            index += scalar.length
        }
        return index
    }

    /// The end of a contraction that is a piece of its own; `nil` if the apostrophe begins none.
    func endOfOwnContraction(from start: Int) -> Int? {
        guard pattern.hasOwnContractions else { return nil }
        let length = contractionLength(at: start)
        return length == 0 ? nil : start + length
    }

    /// How many bytes a contraction takes; 0 if none begins here.
    private func contractionLength(at start: Int) -> Int {
        guard start + 1 < text.count, text[start] == UInt8(ascii: "'") else { return 0 }
        let first = scalar(at: start + 1)
        let anyCase = pattern.contractions != .ofTheirOwnInLowerCase
        let middle = start + 1 + first.length
        switch Contraction.step(first.value, anyCase: anyCase) {
        case .none: return 0
        case .complete: return middle - start
        case .awaits(let last):
            guard middle < text.count, Contraction.isLetter(scalar(at: middle).value, last, anyCase: anyCase) else {
                return 0
            }
            return middle + 1 - start
        }
    }
}
