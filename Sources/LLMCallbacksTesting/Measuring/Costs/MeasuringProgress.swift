// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// How far a measurement has come.
public struct MeasuringProgress: Sendable, Hashable {
    /// How many consumers are being measured.
    public var consumers: Int
    /// How many turns are over.
    public var done: Int
    /// How many turns there will be in all.
    public var total: Int
}
