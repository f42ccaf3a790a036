// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Standard output for runs that are told from a record, by way of the package's own handlers.
final class RunOutput: Sendable {
    /// What writes.
    let handler: any CallbackHandler
    private let isText: Bool
    private let lanes: LaneFilter
    /// Runs whose text has begun a line and not ended it.
    private let begun = Mutex<Set<RunID>>([])

    /// - Parameters:
    ///   - isJSONLines: Whether events are written as JSON Lines; else the text.
    ///   - showsReasoning: Whether the reasoning is text, too.
    ///   - isLabelled: Whether each line of text says of which run it is.
    init(isJSONLines: Bool, showsReasoning: Bool, isLabelled: Bool = false) {
        isText = !isJSONLines
        lanes = showsReasoning ? [.reasoning, .text, .refusal] : [.text, .refusal]
        let writer = StandardOutputHandler(lanes: lanes, arrangement: isLabelled ? .prefixed : .wholeRuns)
        handler =
            switch (isJSONLines, Terminal.isConnected(1)) {
            case (true, true): VisibleJSONLinesHandler()
            case (true, false): JSONLinesHandler()
            case (false, true): VisibleTextHandler(base: writer)
            case (false, false): writer
            }
    }

    /// Writes an event. Returns whether anybody reads on.
    func write(_ event: CallbackEvent) throws -> Bool {
        do {
            try handler.handle(event)
            note(event)
            return true
        } catch let error as OutputError where error.errorNumber == EPIPE {
            return false
        } catch let error as FileError where error.isClosedPipe {
            return false
        }
    }

    /// Ends the line of a run that has no end of its own.
    func end(_ run: RunID) throws {
        guard isText, begun.withLock({ $0.remove(run) }) != nil else { return }
        try StandardDescriptors.write([UInt8(ascii: "\n")], to: 1)
    }

    private func note(_ event: CallbackEvent) {
        let last = event.token.flatMap { lanes.contains($0.lane) ? $0.text.utf8.last : nil }
        begun.withLock { begun in
            if event.isTerminal || last == UInt8(ascii: "\n") {
                begun.remove(event.run.id)
            } else if last != nil {
                begun.insert(event.run.id)
            }
        }
    }
}
