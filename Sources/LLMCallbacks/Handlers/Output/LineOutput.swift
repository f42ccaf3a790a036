// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A file that takes whole lines.
final class LineOutput: Sendable {
    private let descriptor: FileDescriptor
    private let name: String
    private let closes: Bool
    /// Whether the file ends in the middle of a line, after a write that did not succeed.
    private let isTorn = Mutex(false)

    init(_ descriptor: FileDescriptor, name: String, closes: Bool) {
        self.descriptor = descriptor
        self.name = name
        self.closes = closes
    }

    deinit {
        if closes { descriptor.closeFile() }
    }

    /// Writes a line, which must not hold line feeds, and the line feed at its end. It is with the system when this returns.
    func write(line: consuming [UInt8]) throws(OutputError) {
        line.append(.lineFeed)
        // Writes under the lock, for that is what it is for: a line that takes several writes must not be mixed with others.
        try isTorn.withLock { [line] isTorn throws(OutputError) in
            let bytes = isTorn ? [.lineFeed] + line : line
            let (count, fault) = descriptor.writeAll(bytes)
            if count > 0 { isTorn = bytes[count - 1] != .lineFeed }
            if fault != 0 { throw OutputError(.write, name, errorNumber: fault) }
        }
    }
}
