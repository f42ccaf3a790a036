// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Splits and counts a text that comes scalar by scalar: the machine of ``Splitter``, turned inside out.
///
/// Where a piece ends is known one scalar later, or two; but for words without lower-case letters and for white space, which
/// may end anywhere before: these have a break in their ``OpenPiece``, and what is after it is counted twice.
struct PieceStream {
    private let pattern: SplitPattern
    private var state = PieceState.empty
    private var piece: OpenPiece
    /// The tokens of the pieces that are closed.
    private var closed = 0

    init(_ pattern: SplitPattern, _ vocabulary: Vocabulary) {
        self.pattern = pattern
        piece = OpenPiece(vocabulary)
    }

    /// The tokens of the text so far, as if it ended here.
    var count: Int {
        if case .space = state, pattern.joinsSpaceAtEnd { return closed + piece.count }
        return closed + piece.countWithBreak
    }

    /// The fewest tokens that the text can have, whatever follows.
    var lowerBound: Int { closed + piece.lowerBound }

    /// To be called before a row of `append`.
    @inline(__always)
    mutating func makeUnique() { piece.makeUnique() }

    /// Takes in the next scalar.
    @inline(__always)
    mutating func append(_ scalar: StreamScalar) {
        if case .word = state, scalar.kind == .lower {
            piece.append(scalar)
        } else {
            take(scalar)
        }
    }

    private mutating func take(_ scalar: StreamScalar) {
        switch state {
        case .empty: begin(scalar)
        case .prefix(let first): take(scalar, after: first)
        case .ownContraction(let letter):
            takeAfterLetter(scalar, letter, else: .word)
        case .word: takeInWord(scalar)
        case .upperWord: takeInUpperWord(scalar)
        case .wordApostrophe: takeAfterApostrophe(scalar)
        case .wordContraction(let letter, let isUpper):
            takeAfterLetter(scalar, letter, else: isUpper ? .upperWord : .word)
        case .number(let digits):
            guard scalar.kind == .number, digits < pattern.digits else { return closeAndBegin(scalar) }
            extend(scalar, .number(digits + 1))
        case .signs:
            if scalar.kind.isSign {
                piece.append(scalar)
            } else {
                takeInSignTail(scalar)
            }
        case .signTail: takeInSignTail(scalar)
        case .space(let last): takeInSpace(scalar, last)
        }
    }

    // MARK: Words

    private mutating func takeInWord(_ scalar: StreamScalar) {
        if scalar.kind.isLetter ? pattern.words == .plain || scalar.kind != .upper : continuesCasedWord(scalar) {
            piece.append(scalar)
        } else if scalar.value == Contraction.apostrophe, pattern.contractions == .ofWord {
            piece.setBreak()
            extend(scalar, .wordApostrophe)
        } else {
            closeAndBegin(scalar)
        }
    }

    private func continuesCasedWord(_ scalar: StreamScalar) -> Bool { pattern.words == .cased && scalar.kind == .mark }

    private mutating func takeInUpperWord(_ scalar: StreamScalar) {
        if scalar.kind.isLetterOrMark { return extendWord(scalar) }
        // What is after the break is a word of upper-case letters, which ends here or has a contraction.
        if piece.hasBreak, piece.openScalars > 0 { closed += piece.split() }
        piece.removeBreak()
        retake(scalar, in: .word)
    }

    private mutating func takeAfterApostrophe(_ scalar: StreamScalar) {
        switch Contraction.step(scalar.value, anyCase: true) {
        case .complete:
            piece.append(scalar)
            close()
        case .awaits(let letter):
            extend(scalar, .wordContraction(awaits: letter, isUpper: scalar.kind == .upper))
        case .none:
            closed += piece.split()
            retake(scalar, in: .prefix(.apostrophe))
        }
    }

    /// Takes a letter or mark into a word that has no lower-case letter yet where case matters.
    private mutating func extendWord(_ scalar: StreamScalar) {
        guard pattern.words == .cased else { return extend(scalar, .word) }
        if scalar.kind == .lower {
            piece.removeBreak()
            return extend(scalar, .word)
        }
        extend(scalar, .upperWord)
        if scalar.kind != .upper { piece.setBreak() }
    }

    private mutating func takeAfterLetter(_ scalar: StreamScalar, _ letter: UInt8, else other: PieceState) {
        if Contraction.isLetter(scalar.value, letter, anyCase: pattern.contractions != .ofTheirOwnInLowerCase) {
            piece.append(scalar)
            close()
        } else {
            closed += piece.split()
            retake(scalar, in: other)
        }
    }

    // MARK: Signs, white space, beginnings

    private mutating func takeInSignTail(_ scalar: StreamScalar) {
        guard scalar.value < 0x80, pattern.isInSignTail(UInt8(scalar.value)) else { return closeAndBegin(scalar) }
        extend(scalar, .signTail)
    }

    private mutating func takeInSpace(_ scalar: StreamScalar, _ last: StreamScalar) {
        if scalar.kind.isWhitespace { return extendSpace(scalar) }
        switch piece.openScalars {
        case 0:
            piece.removeBreak()
            closeAndBegin(scalar)
        case 1:
            closed += piece.split()
            retake(scalar, in: .prefix(last))
        default:
            closed += piece.closeBefore(last)
            retake(scalar, in: .prefix(last))
        }
    }

    private mutating func extendSpace(_ scalar: StreamScalar) {
        extend(scalar, .space(scalar))
        if scalar.kind == .newline, pattern.endsSpaceAtNewline { piece.setBreak() }
    }

    private mutating func take(_ scalar: StreamScalar, after first: StreamScalar) {
        let isSpace = first.value == 0x20
        if first.value == Contraction.apostrophe, takeInOwnContraction(scalar) { return }
        if pattern.beginsWord(scalar.kind), pattern.wordPrefix == .any && first.kind != .newline || isSpace {
            extendWord(scalar)
        } else if scalar.kind.isSign, first.kind.isSign || isSpace {
            extend(scalar, .signs)
        } else if first.kind.isSign {
            takeInSignTail(scalar)
        } else if isSpace, pattern.digitsTakeSpace, scalar.kind == .number {
            extend(scalar, .number(1))
        } else if first.kind == .space, scalar.kind.isWhitespace {
            extendSpace(scalar)
        } else {
            closeAndBegin(scalar)
        }
    }

    /// Whether a scalar after an apostrophe makes a contraction of its own, or may make one.
    private mutating func takeInOwnContraction(_ scalar: StreamScalar) -> Bool {
        guard pattern.hasOwnContractions else { return false }
        switch Contraction.step(scalar.value, anyCase: pattern.contractions == .ofTheirOwn) {
        case .complete:
            piece.append(scalar)
            close()
        case .awaits(let letter):
            // Else the apostrophe is by itself, and the letter begins a word.
            if pattern.wordPrefix != .any { piece.setBreak() }
            extend(scalar, .ownContraction(awaits: letter))
        case .none: return false
        }
        return true
    }

    private mutating func begin(_ scalar: StreamScalar) {
        switch scalar.kind {
        case .upper, .lower, .caseless: extendWord(scalar)
        case .mark where pattern.words == .cased: extendWord(scalar)
        case .number: extend(scalar, .number(1))
        case .newline: extendSpace(scalar)
        case .other, .mark, .space: extend(scalar, .prefix(scalar))
        }
    }

    // MARK: Steps

    private mutating func extend(_ scalar: StreamScalar, _ next: PieceState) {
        piece.append(scalar)
        state = next
    }

    private mutating func close() {
        closed += piece.close()
        state = .empty
    }

    private mutating func closeAndBegin(_ scalar: StreamScalar) {
        close()
        begin(scalar)
    }

    private mutating func retake(_ scalar: StreamScalar, in other: PieceState) {
        state = other
        take(scalar)
    }
}
