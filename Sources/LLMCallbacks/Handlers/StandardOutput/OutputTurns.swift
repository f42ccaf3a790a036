// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Who may write to an output when, and what. Pure: ``SharedOutput`` asks under its lock, lets go of it, and then writes.
///
/// One write is under way at a time. What is said meanwhile is kept, and comes with the next. What is held back is never more
/// than the answers that the runs keep themselves.
struct OutputTurns {
    /// What a run says.
    struct Words {
        let run: RunContext
        let handler: ObjectIdentifier
        /// What to put before each line of the run; `nil` if the run is to be written whole.
        let label: (@Sendable (RunContext) -> String)?
        let token: TokenDelta
        /// Whether the words must not go on a line that has been begun.
        let startsLine: Bool
    }

    /// Runs with something written or to write, those that may write first.
    private var speakers: [OutputSpeaker] = []
    /// The speaker whose line is not complete at the end of what is written.
    private var openLine: Int?
    private var lastSpeaker = 0
    private var isWriting = false
    /// What went wrong last.
    private var fault: OutputError?
    private var silenced: [Silenced] = []

    private struct Silenced {
        weak var run: RunContext?
        var knows: Bool
    }

    /// Whether the last words of a run that is over could be written now: nobody else would come back for them.
    var holdsLastWords: Bool {
        if let first = speakers.first, first.label == nil { return first.isEnded }
        return speakers.contains { $0.isEnded && $0.label != nil }
    }

    // MARK: What runs do

    /// A run says something.
    ///
    /// - Throws: The fault that cuts the run short, once.
    mutating func say(_ words: Words, label: String?) throws(OutputError) {
        if let fault, isSilenced(words.run) { return try tell(fault, to: words.run) }
        let place = place(of: words, label: label)
        let isOpen = speakers[place].text.last.map { $0 != .lineFeed } ?? (openLine == speakers[place].id)
        if isOpen, words.startsLine || speakers[place].lane != words.token.lane {
            speakers[place].say(CollectionOfOne(.lineFeed))
        }
        speakers[place].lane = words.token.lane
        speakers[place].say(words.token.text.utf8)
    }

    /// A run is over.
    ///
    /// - Throws: The fault that cut the run short, if it has not been told.
    mutating func end(_ run: RunContext) throws(OutputError) {
        if let place = speakers.firstIndex(where: { $0.run === run }) { speakers[place].isEnded = true }
        guard let fault, let place = silenced.firstIndex(where: { $0.run === run }) else { return }
        if !silenced.remove(at: place).knows { throw fault }
    }

    // MARK: What the writer does

    /// What is to be written now, if anything. ``finishWriting()`` must follow.
    mutating func next() -> [UInt8]? {
        guard !isWriting else { return nil }
        var bytes: [UInt8] = []
        takeWholeRuns(&bytes)
        if !speakers.contains(where: { $0.label == nil }) { takeLines(&bytes) }
        isWriting = !bytes.isEmpty
        return isWriting ? bytes : nil
    }

    mutating func finishWriting() { isWriting = false }

    /// Writing failed: all runs that are under way are cut short. Returns whether the run whose event led to the write has
    /// to be told.
    mutating func fail(_ error: OutputError, heardBy writer: RunContext) -> Bool {
        for speaker in speakers where !speaker.isEnded && !silenced.contains(where: { $0.run === speaker.run }) {
            silenced.append(Silenced(run: speaker.run, knows: false))
        }
        speakers = []
        openLine = nil
        fault = error
        guard let place = silenced.firstIndex(where: { $0.run === writer }) else { return true }
        defer { silenced[place].knows = true }
        return !silenced[place].knows
    }
}

extension OutputTurns {
    /// Takes the text of the run whose turn it is, and of those after it as far as they are over.
    private mutating func takeWholeRuns(_ bytes: inout [UInt8]) {
        while let place = speakers.firstIndex(where: { $0.label == nil }) {
            let speaker = speakers[place]
            let text = speakers[place].takeText()
            if openLine != nil, openLine != speaker.id, !text.isEmpty { breakLine(&bytes) }
            if let last = text.last { openLine = last == .lineFeed ? nil : speaker.id }
            bytes += text
            guard speaker.isEnded || speakers.count > 1 && speaker.isGone else { return }
            if openLine == speaker.id { breakLine(&bytes) }
            speakers.remove(at: place)
        }
    }

    /// Takes the complete lines of runs that write line by line; of those that are over, everything.
    private mutating func takeLines(_ bytes: inout [UInt8]) {
        if openLine != nil, speakers.contains(where: \.hasLines) { breakLine(&bytes) }
        // Asked once: a run may end at any moment, and what is removed must have been taken whole.
        let isOver = speakers.map { $0.isEnded || $0.isGone }
        for place in speakers.indices { bytes += speakers[place].takeLines(areLast: isOver[place]) }
        for place in speakers.indices.reversed() where isOver[place] { speakers.remove(at: place) }
    }

    private mutating func breakLine(_ bytes: inout [UInt8]) {
        bytes.append(.lineFeed)
        openLine = nil
    }

    /// Where the run stands in line. A new one stands behind all others, but before the runs that it is nested in.
    private mutating func place(of words: Words, label: String?) -> Int {
        if let place = speakers.firstIndex(where: { $0.run === words.run }) { return place }
        let ancestors = sequence(first: words.run, next: \.parent).dropFirst()
        let place = speakers.firstIndex { speaker in ancestors.contains { $0 === speaker.run } } ?? speakers.endIndex
        lastSpeaker += 1
        speakers.insert(OutputSpeaker(lastSpeaker, words, label: label), at: place)
        return place
    }

    private func isSilenced(_ run: RunContext) -> Bool { silenced.contains { $0.run === run } }

    private mutating func tell(_ fault: OutputError, to run: RunContext) throws(OutputError) {
        silenced.removeAll { $0.run == nil }
        guard let place = silenced.firstIndex(where: { $0.run === run }), !silenced[place].knows else { return }
        silenced[place].knows = true
        throw fault
    }
}
