// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Merges a piece of any length in time n log n: a heap of what neighbours make, and a list of the tokens that are left.
struct LongPieceMerger {
    private let pairs: PairTable
    /// By the place of each token's first byte.
    private var tokens: [UInt32]
    /// What the token makes with the next one; `max` for nothing, and where no token begins.
    private var merges: [UInt32]
    /// How many bytes the token has; also at the place of its last byte, for the token after it to find its beginning.
    private var lengths: [UInt32]
    private var heap: MergeHeap

    init(_ piece: UnsafeBufferPointer<UInt8>, _ pairs: PairTable) {
        self.pairs = pairs
        tokens = piece.map(UInt32.init)
        lengths = [UInt32](repeating: 1, count: piece.count)
        merges = [UInt32](repeating: .max, count: piece.count)
        heap = MergeHeap()
        for place in 0..<piece.count - 1 {
            merges[place] = pairs.merged(tokens[place], tokens[place + 1]) ?? .max
            if merges[place] != .max { heap.append(.init(merge: merges[place], place: place)) }
        }
        heap.order()
    }

    /// Merges what can be merged; the tokens in order.
    mutating func merge() -> [UInt32] {
        while let next = heap.removeFirst() {
            // A neighbour has been merged since: what this pair makes is something else now.
            guard merges[next.place] == next.merge else { continue }
            apply(next)
        }
        var result: [UInt32] = []
        var place = 0
        while place < tokens.count {
            result.append(tokens[place])
            place += Int(lengths[place])
        }
        return result
    }

    private mutating func apply(_ next: MergeHeap.Entry) {
        let second = next.place + Int(lengths[next.place])
        let length = lengths[next.place] + lengths[second]
        merges[second] = .max
        tokens[next.place] = next.merge
        setLength(length, of: next.place)
        merges[next.place] = .max
        propose(next.place)
        if next.place > 0 { propose(next.place - Int(lengths[next.place - 1])) }
    }

    private mutating func setLength(_ length: UInt32, of place: Int) {
        lengths[place] = length
        lengths[place + Int(length) - 1] = length
    }

    /// Notes what a token makes with the next one.
    private mutating func propose(_ place: Int) {
        let next = place + Int(lengths[place])
        guard next < tokens.count, let merged = pairs.merged(tokens[place], tokens[next]) else {
            merges[place] = .max
            return
        }
        merges[place] = merged
        heap.insert(.init(merge: merged, place: place))
    }
}
