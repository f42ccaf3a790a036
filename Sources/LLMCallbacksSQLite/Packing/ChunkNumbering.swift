// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Which number the next piece of a run has if nothing is missing: one more than the last piece, but for the numbers of
/// other events.
struct ChunkNumbering {
    private var last = 0
    private var others: Set<Int> = []

    init(others: Set<Int> = []) { self.others = others }

    mutating func skip(_ sequence: Int) { if sequence > last { others.insert(sequence) } }

    /// The number that the next piece should have.
    mutating func next() -> Int {
        var next = last + 1
        while others.remove(next) != nil { next += 1 }
        last = next - 1
        return next
    }

    /// A piece has this number.
    mutating func use(_ sequence: Int) { last = max(last, sequence) }
}
