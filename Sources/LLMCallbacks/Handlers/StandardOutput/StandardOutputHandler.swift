// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Writes answers as they come, to standard output or any other file.
///
/// ```swift
/// try await model.generate("Write me a song.", callbacks: [.standardOutput])
/// ```
///
/// Writes the text of choice 0 and nothing else, unless asked for other ``LaneFilter``s: each piece whole and at once. At the
/// end of a run that wrote something comes a line feed, if the text has none there. Where a model replaced its text, the new
/// text begins on a line of its own; so does each lane.
///
/// Runs that write at the same time are kept apart, see ``Arrangement``; also if they have handlers of their own, as long as
/// these write to standard output.
///
/// A fault, such as a pipe that nobody reads any more, is thrown once a run, and the rest of that run is not written; the next
/// run tries again. The program does not get the signal SIGPIPE for that.
public final class StandardOutputHandler: CallbackHandler {
    /// What the handler has to hear: what to register it for.
    public static let events: EventFilter = [.tokens, .replaced, .terminal]

    let output: SharedOutput
    private let lanes: LaneFilter
    private let arrangement: Arrangement

    /// Creates a handler.
    ///
    /// - Parameters:
    ///   - fileDescriptor: Where to write. It stays open. All handlers for 1, standard output, share one output, so that
    ///     their runs are kept apart; handlers for any other descriptor know nothing of each other.
    ///   - lanes: Which parts of the answer to write.
    ///   - arrangement: How runs that write at the same time are kept apart.
    public init(fileDescriptor: Int32 = 1, lanes: LaneFilter = .text, arrangement: Arrangement = .wholeRuns) {
        output = fileDescriptor == 1 ? .standardOutput : SharedOutput(FileDescriptor(fileDescriptor))
        self.lanes = lanes
        self.arrangement = arrangement
    }

    /// Writes what an event brings.
    ///
    /// - Throws: ``OutputError``, once a run.
    public func handle(_ event: CallbackEvent) throws {
        switch event.kind {
        case .token(let token): try write(token, of: event.run, startsLine: false)
        case .replaced(let token): try write(token, of: event.run, startsLine: true)
        default: if event.isTerminal { try output.end(event.run) }
        }
    }

    private func write(_ token: TokenDelta, of run: RunContext, startsLine: Bool) throws {
        guard token.choice == 0, lanes.contains(token.lane), !token.text.isEmpty else { return }
        let words = OutputTurns.Words(
            run: run,
            handler: ObjectIdentifier(self),
            label: arrangement.label,
            token: token,
            startsLine: startsLine
        )
        try output.say(words)
    }

    /// How runs that write at the same time are kept apart.
    public struct Arrangement: Sendable {
        /// What stands before each line; `nil` where runs are written whole.
        let label: (@Sendable (RunContext) -> String)?

        /// One run writes at a time, as it comes. What others say meanwhile is held back in memory, and follows when that run
        /// is over, in the order in which they began. A run nested in the one that writes goes before it.
        public static let wholeRuns = Arrangement(label: nil)

        /// Runs write line by line, as soon as a line is complete. Before each line stand the name of the run and the end of
        /// its id: `[gpt-5-mini 9f3c] `.
        public static let prefixed = prefixed { "[\($0.name) \($0.id.description.suffix(4))] " }

        /// Runs write line by line, as soon as a line is complete, with a text of yours before each.
        public static func prefixed(_ label: @escaping @Sendable (RunContext) -> String) -> Arrangement {
            Arrangement(label: label)
        }
    }
}
