// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// One piece of an answer, but for its text: what a record in `timing` says.
struct ChunkRecord: Hashable {
    /// When it came, in microseconds since the start of the run.
    var microseconds: Int64
    /// The number of its event.
    var sequence: Int
    /// The number of its row in `output`.
    var lane: Int
    /// The bytes of its text in UTF-8.
    var length: Int
    /// How many pieces of the model it stands for.
    var pieces = 1
    /// Whether the text of the lane is from here on this, and what came before is taken back.
    var isReplacement = false
    /// The id and name of a tool call, where the piece carries them.
    var call: Call?

    struct Call: Hashable {
        var id: String
        var name: String
    }

    /// What a record may say beyond time, lane and length.
    struct Extras: OptionSet {
        let rawValue: UInt64
        static let sequenceGap = Extras(rawValue: 1)
        static let pieces = Extras(rawValue: 2)
        static let replacement = Extras(rawValue: 4)
        static let call = Extras(rawValue: 8)
    }

    /// The two lowest bits of a record's first number; above them are the microseconds since the record before.
    struct Flags: OptionSet {
        let rawValue: UInt64
        static let laneChanges = Flags(rawValue: 1)
        static let hasExtras = Flags(rawValue: 2)
    }
}
