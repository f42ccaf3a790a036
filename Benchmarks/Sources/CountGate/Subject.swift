// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What is counted, by the name that `Counts` knows.
struct Subject {
    let name: String

    /// Whether several tasks share the work, so that the whole process is counted and not one function: the rest is the same for
    /// few and for many tokens, and what the tasks' order changes is allowed for.
    var isSpread: Bool { ["queued", "waiting", "iterator"].contains { name.hasPrefix($0) } }

    /// Whether how often a buffer is taken away, and so has to grow anew, depends on how threads take turns.
    private var isTimed: Bool { isSpread || name.hasPrefix("recorded") }

    /// All that is counted. The number is that of consumers.
    static let all = [
        "floor-1", "floor-8", "inline-0", "inline-1", "inline-2", "inline-8", "timeless-0", "timeless-1", "timeless-8",
        "object-1", "object-8", "outlined-1", "outlined-8", "closure-1", "closure-8",
        "queued-1", "queued-8", "waiting-1", "iterator-1", "iterator-2", "recorded-1",
    ].map(Subject.init)

    /// The part of a cost that may come on top of what was recorded.
    func allowance(for part: String) -> (factor: Double, more: Double) {
        switch (isTimed, part) {
        case (false, "instructions"): (1.02, 1)
        case (false, _): (1, 0.01)
        case (true, "instructions"): (1.1, 5)
        case (true, _): (1.02, 0.35)
        }
    }
}
