// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Merges that can be made, the next one first: a heap with four children a node.
struct MergeHeap {
    /// A merge at a place.
    struct Entry {
        /// 21 bits of the token that is made, then 43 bits of the place: in the order in which merges are made.
        fileprivate let bits: UInt64

        @inline(__always)
        init(merge: UInt32, place: Int) { bits = UInt64(merge) << 43 | UInt64(truncatingIfNeeded: place) }

        @inline(__always)
        var merge: UInt32 { UInt32(truncatingIfNeeded: bits &>> 43) }
        @inline(__always)
        var place: Int { Int(bits & (1 << 43 - 1)) }
    }

    private var entries: [UInt64] = []

    /// Adds an entry at the end; `order()` has to follow.
    mutating func append(_ entry: Entry) { entries.append(entry.bits) }

    /// Makes a heap of what was appended.
    mutating func order() {
        guard entries.count > 1 else { return }
        for index in stride(from: (entries.count - 2) / 4, through: 0, by: -1) { sink(entries[index], from: index) }
    }

    mutating func insert(_ entry: Entry) {
        var index = entries.count
        entries.append(entry.bits)
        while index > 0 {
            let parent = (index - 1) / 4
            guard entries[parent] > entry.bits else { break }
            entries[index] = entries[parent]
            index = parent
        }
        entries[index] = entry.bits
    }

    mutating func removeFirst() -> Entry? {
        guard let first = entries.first, let last = entries.popLast() else { return nil }
        if !entries.isEmpty { sink(last, from: 0) }
        return Entry(bits: first)
    }

    /// Puts bits where they belong, at an index or below it.
    private mutating func sink(_ bits: UInt64, from start: Int) {
        var index = start
        while true {
            let firstChild = 4 * index + 1
            guard firstChild < entries.count else { break }
            var best = firstChild
            for child in firstChild + 1..<min(firstChild + 4, entries.count) where entries[child] < entries[best] {
                best = child
            }
            guard entries[best] < bits else { break }
            entries[index] = entries[best]
            index = best
        }
        entries[index] = bits
    }
}

extension MergeHeap.Entry {
    fileprivate init(bits: UInt64) { self.bits = bits }
}
