// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Finds the names of special tokens in a text, by bytes: where it is found does not depend on what surrounds it.
struct SpecialTokenFinder {
    /// Tokens by the bytes of their names.
    private let ids: [[UInt8]: Int]
    /// How long names are, the longest first: of two that begin at the same place the longer one is found.
    private let lengths: [Int]
    /// Whether a name begins with a byte.
    private let begins: [Bool]

    /// - Parameter tokens: The names that are looked for, with their numbers.
    init(_ tokens: some Sequence<(key: String, value: Int)>) {
        let named = tokens.map { (Array($0.key.utf8), $0.value) }.filter { !$0.0.isEmpty }
        ids = Dictionary(named, uniquingKeysWith: { first, _ in first })
        lengths = Set(ids.keys.map(\.count)).sorted(by: >)
        var begins = [Bool](repeating: false, count: 256)
        for name in ids.keys { begins[Int(name[0])] = true }
        self.begins = begins
    }

    /// The first of the names in a text from an index on: where it begins and ends, and its number.
    func first(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> (range: Range<Int>, id: Int)? {
        for index in start..<text.count where begins[Int(text[index])] {
            for length in lengths where length <= text.count - index {
                if let id = ids[Array(text[index..<index + length])] { return (index..<index + length, id) }
            }
        }
        return nil
    }
}
