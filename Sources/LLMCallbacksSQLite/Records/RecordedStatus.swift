// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// How a recorded run stands.
public struct RecordedStatus: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
    /// The word in the database and in JSON.
    public let rawValue: String
    /// Keeps a word.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// The word.
    public var description: String { rawValue }

    /// Under way, in a program that is alive.
    public static let running = RecordedStatus(rawValue: "running")
    /// The answer is complete.
    public static let ended = RecordedStatus(rawValue: "ended")
    /// The run failed.
    public static let failed = RecordedStatus(rawValue: "failed")
    /// The run was stopped from outside.
    public static let cancelled = RecordedStatus(rawValue: "cancelled")
    /// The program that recorded it died before the run was over.
    public static let interrupted = RecordedStatus(rawValue: "interrupted")
}
