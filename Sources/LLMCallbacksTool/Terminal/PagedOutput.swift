// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Standard output, through a pager as soon as there is more than the terminal's screen can show.
///
/// When the reader has seen enough and quits, or closes the pipe, what follows is thrown away: that is no fault.
struct PagedOutput: ~Copyable {
    /// How many lines fit on the screen; `nil` where no pager is wanted.
    private let rows: Int?
    private var held: [UInt8] = []
    private var heldLines = 0
    private var pager: Pager?
    /// Whether nobody reads on: then there is no need to write more.
    private(set) var isClosed = false

    /// Creates an output.
    ///
    /// - Parameter isPaged: Whether to use a pager, if standard output is a terminal and the environment names none that is no
    ///   pager (an empty `LLMCALLBACKS_PAGER` or `PAGER`, or `cat`).
    init(isPaged: Bool) {
        let uses = isPaged && Terminal.isConnected(1) && !Terminal.isDumb && Pager.command != nil
        rows = uses ? Terminal.size.rows : nil
    }

    /// Writes text.
    ///
    /// - Throws: ``FileError`` if it cannot be written for any other reason than that nobody reads.
    mutating func write(_ text: String) throws(FileError) { try write(Array(text.utf8)) }

    /// Writes bytes: see ``write(_:)-(String)``.
    mutating func write(_ bytes: [UInt8]) throws(FileError) {
        guard !isClosed else { return }
        guard let rows, pager == nil else { return try pass(bytes) }
        held += bytes
        heldLines += bytes.count { $0 == UInt8(ascii: "\n") }
        guard heldLines >= rows else { return }
        pager = Pager.start()
        // Without a pager it goes to the terminal after all.
        try pass(held)
        held = []
    }

    /// Writes pieces, several at once, until nobody reads them.
    mutating func writeAll(_ pieces: some Sequence<[UInt8]>) throws(FileError) {
        var gathered: [UInt8] = []
        for piece in pieces {
            gathered += piece
            guard gathered.count >= 1 << 15 else { continue }
            try write(gathered)
            if isClosed { return }
            gathered = []
        }
        try write(gathered)
    }

    /// Writes what is held, and waits until the reader has quit the pager.
    consuming func finish() throws(FileError) {
        if !held.isEmpty, !isClosed { try pass(held) }
        pager?.finish()
    }

    private mutating func pass(_ bytes: [UInt8]) throws(FileError) {
        do {
            try StandardDescriptors.write(bytes, to: pager?.input ?? 1)
        } catch {
            guard error.isClosedPipe else { throw error }
            isClosed = true
        }
    }
}
