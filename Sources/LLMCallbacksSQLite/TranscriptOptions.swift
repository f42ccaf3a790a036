// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks

/// How a transcript is written.
public struct TranscriptOptions: Sendable {
    /// When what was written is on the disk, and not only with the system.
    public var durability = Durability.runs
    /// The longest that a piece waits in memory: what a kill of the program can lose.
    public var interval = Duration.milliseconds(100)
    /// With so many bytes of text waiting, they are written at once.
    public var flushBytes = 16 << 10
    /// With so many bytes waiting, because the disk does not keep up, further pieces are counted and not kept.
    public var maxWaitingBytes = 64 << 20
    /// The name of the program, for those who read the file.
    public var application: String?
    /// Gives runs their titles. Asked once a run, when it starts, on the writer's queue; `nil` gives none. The title is on the disk with
    /// the run's start, so a kill of the program does not lose it. ``TranscriptEditor/setTitle(_:of:)`` changes it later.
    public var title: (@Sendable (RunContext) -> String?)?
    /// Whether a run's session gets the title that ``title`` gives the run, too.
    public var titlesSessions = false

    /// Creates the default options.
    public init() {}

    /// When what was written is on the disk: what a loss of power can lose. On Linux with honest disks; on macOS the system
    /// promises order, and not that the drive's own cache is empty.
    @nonexhaustive
    public enum Durability: Sendable, Hashable {
        /// At the start and the end of each run.
        case runs
        /// After every flush.
        case everyFlush
    }
}
