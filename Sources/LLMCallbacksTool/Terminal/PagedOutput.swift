// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Standard output, through a pager as soon as there is more than the terminal's screen can show.
///
/// When the reader has seen enough and quits, or closes the pipe, what follows is thrown away: that is no fault.
struct PagedOutput: ~Copyable {
    /// What fits on the screen; `nil` where no pager is wanted.
    private let screen: (columns: Int, rows: Int)?
    private var held: [UInt8] = []
    /// How far what is held fills the screen. A byte counts for a column, so it may be less.
    private var filled = (columns: 0, rows: 0)
    private var gathered: [UInt8] = []
    private var gatheredLimit = 0
    private var pager: Pager?
    /// Whether nobody reads on: then there is no need to write more.
    private(set) var isClosed = false

    /// Creates an output.
    ///
    /// - Parameter isPaged: Whether to use a pager, if standard output is a terminal and the environment names none that is no
    ///   pager (an empty `LLMCALLBACKS_PAGER` or `PAGER`, or `cat`).
    init(isPaged: Bool) {
        let uses = isPaged && Terminal.isConnected(1) && !Terminal.isDumb && Pager.command != nil
        screen = uses ? Terminal.size : nil
    }

    /// Writes text.
    ///
    /// - Throws: ``FileError`` if it cannot be written for any other reason than that nobody reads.
    mutating func write(_ text: String) throws(FileError) { try write(Array(text.utf8)) }

    /// Writes bytes: see ``write(_:)-(String)``.
    mutating func write(_ bytes: [UInt8]) throws(FileError) {
        guard !isClosed else { return }
        try writeGathered()
        guard let screen, pager == nil else { return try pass(bytes) }
        held += bytes
        fill(bytes, screen.columns)
        guard filled.rows >= screen.rows else { return }
        pager = Pager.start()
        // Without a pager it goes to the terminal after all.
        try pass(held)
        held = []
    }

    /// Writes a piece of many: the first at once, later ones several at once. Returns whether somebody still reads.
    mutating func add(_ piece: [UInt8]) throws(FileError) -> Bool {
        gathered += piece
        if gathered.count > gatheredLimit {
            gatheredLimit = 1 << 15
            try writeGathered()
        }
        return !isClosed
    }

    private mutating func fill(_ bytes: [UInt8], _ columns: Int) {
        for byte in bytes {
            let isBreak = byte == UInt8(ascii: "\n")
            if isBreak || filled.columns == columns {
                filled = (isBreak ? 0 : 1, filled.rows + 1)
            } else {
                filled.columns += 1
            }
        }
    }

    private mutating func writeGathered() throws(FileError) {
        let bytes = gathered
        gathered = []
        if !bytes.isEmpty { try write(bytes) }
    }

    /// Writes what is held, and waits until the reader has quit the pager.
    consuming func finish() throws(FileError) {
        try writeGathered()
        if !held.isEmpty, !isClosed { try pass(held) }
    }

    /// Also after a fault: the terminal is the pager's until the reader has quit it.
    deinit { pager?.finish() }

    private mutating func pass(_ bytes: [UInt8]) throws(FileError) {
        do {
            try StandardDescriptors.write(bytes, to: pager?.input ?? 1)
        } catch {
            guard error.isClosedPipe else { throw error }
            isClosed = true
        }
    }
}
