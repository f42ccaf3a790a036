// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What only the owner of a run's gate touches: the numbers of events, the answer so far, and how it all ended.
struct RunEmission: ~Copyable {
    /// The number of the last event; the first gets 0.
    var sequence = -1
    /// The time of the last event that read the clock.
    var time: Int64 = 0
    var tokenCount = 0
    /// When the first token came; negative until then.
    var firstToken: Int64 = -1
    /// Whether anybody will want the answer at the end.
    let keepsAnswer: Bool
    var answer = AnswerBuilder()
    var usage: TokenUsage?
    var model: String
    /// A queue of this run is full.
    var isCongested = false
    /// The ending that was decided; until nested runs are over, the terminal event waits.
    var ending: RunEnding?
    /// The handlers that keep account have had their last word.
    var areAccountsClosed = false
    /// The terminal event is out.
    var isClosed = false

    /// Where the token that is being emitted lies, for handlers to look at.
    let place = UnsafeMutablePointer<EventView>.allocate(capacity: 1)

    init(keepsAnswer: Bool, model: String) {
        self.keepsAnswer = keepsAnswer
        self.model = model
    }

    deinit { place.deallocate() }

    /// The model said something about usage.
    mutating func note(_ newer: TokenUsage) {
        var merged = usage ?? TokenUsage()
        merged.merge(newer)
        if merged != TokenUsage() { usage = merged }
    }

    /// The usage, once it is decided how the run ends: only of a complete answer is what was said last the last word.
    var finalUsage: TokenUsage? {
        guard case .ended = ending, var usage else { return usage }
        usage.settle()
        return usage
    }

    /// The answer so far. What comes after that is not gathered any more.
    mutating func takeAnswer() -> [RunResult.Choice] {
        var taken = AnswerBuilder()
        swap(&taken, &answer)
        return taken.choices()
    }
}
