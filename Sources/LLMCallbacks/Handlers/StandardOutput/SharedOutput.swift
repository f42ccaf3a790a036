// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A file that several runs write to. ``OutputTurns`` decides who writes what and when; this does it, one write at a time.
final class SharedOutput: Sendable {
    /// The program's standard output. One for all: else the handlers of two runs could not keep out of each other's way.
    static let standardOutput = SharedOutput(FileDescriptor(1))

    /// How much a run writes for others before it leaves the rest to them.
    private static let rounds = 16

    private let descriptor: FileDescriptor
    private let turns = Mutex(OutputTurns())

    init(_ descriptor: FileDescriptor) { self.descriptor = descriptor }

    /// Takes what a run says, and writes what may be written now.
    func say(_ words: OutputTurns.Words) throws(OutputError) {
        let label = words.label?(words.run)
        try perform(words.run) { turns throws(OutputError) in try turns.say(words, label: label) }
    }

    /// Notes that a run is over, and writes what may be written now.
    func end(_ run: RunContext) throws(OutputError) {
        try perform(run) { turns throws(OutputError) in try turns.end(run) }
    }

    /// Writes outside the lock: whoever else has something to say meanwhile leaves it, and whoever writes comes back for it.
    private func perform(
        _ run: RunContext,
        _ decide: (inout OutputTurns) throws(OutputError) -> Void
    ) throws(OutputError) {
        var piece = try turns.withLock { turns throws(OutputError) in
            try decide(&turns)
            return turns.next()
        }
        var failure: OutputError?
        var round = 1
        while let bytes = piece {
            let fault = descriptor.writeAll(bytes).fault
            piece = turns.withLock { turns in
                turns.finishWriting()
                if fault != 0 {
                    let error = OutputError(.write, "file descriptor \(descriptor.rawValue)", errorNumber: fault)
                    if turns.fail(error, heardBy: run) { failure = error }
                }
                return round < Self.rounds || turns.holdsLastWords ? turns.next() : nil
            }
            round += 1
        }
        if let failure { throw failure }
    }
}
