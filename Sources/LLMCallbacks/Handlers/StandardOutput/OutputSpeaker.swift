// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// One run among those that share an output.
struct OutputSpeaker {
    /// A number of its own. The run's address will not do: a later run may have the same.
    let id: Int
    private(set) weak var run: RunContext?
    private let handler: ObjectIdentifier
    /// What stands before each line; `nil` if the run is written whole.
    let label: String?
    /// What is said and not written.
    private(set) var text: [UInt8] = []
    /// Whether a line feed is among it. Kept, so that a long line is not searched again with each of its pieces.
    private var hasLineFeed = false
    /// The part of the answer that the last words belong to.
    var lane: TokenDelta.Lane
    /// Whether the run is over.
    var isEnded = false

    init(_ id: Int, _ words: OutputTurns.Words, label: String?) {
        self.id = id
        run = words.run
        handler = words.handler
        self.label = label
        lane = words.token.lane
    }

    /// Whether nothing will be heard of the run any more, not even its end: its handler was removed or detached, or did not
    /// ask for the end. Else such a run would keep its turn for ever.
    var isGone: Bool {
        guard let run else { return true }
        // Not found where the handler is called by another one: then there is no telling.
        guard let registration = run.sinks.all.first(where: { $0.core.identity == handler }) else { return false }
        return !registration.isActive || registration.core.queue == nil && run.isOver
    }

    /// Whether there is something to write line by line.
    var hasLines: Bool { label != nil && (isEnded ? !text.isEmpty : hasLineFeed) }

    /// Adds what is said.
    mutating func say(_ piece: some Collection<UInt8>) {
        text.append(contentsOf: piece)
        hasLineFeed = hasLineFeed || piece.contains(.lineFeed)
    }

    /// Takes all that is not written.
    mutating func takeText() -> [UInt8] {
        defer {
            text = []
            hasLineFeed = false
        }
        return text
    }

    /// Takes the complete lines, each after the label; the incomplete one too if they are the last.
    mutating func takeLines(areLast: Bool) -> [UInt8] {
        guard let label, areLast || hasLineFeed else { return [] }
        hasLineFeed = false
        if areLast, let last = text.last, last != .lineFeed { text.append(.lineFeed) }
        guard let end = text.lastIndex(of: .lineFeed) else { return [] }
        var lines: [UInt8] = []
        for line in text[..<end].split(separator: .lineFeed, omittingEmptySubsequences: false) {
            lines += label.utf8
            lines += line
            lines.append(.lineFeed)
        }
        text.removeSubrange(...end)
        return lines
    }
}

extension UInt8 {
    /// The byte that ends a line.
    static let lineFeed = UInt8(ascii: "\n")
}
