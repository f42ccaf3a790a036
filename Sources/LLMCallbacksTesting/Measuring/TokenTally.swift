// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What a consumer of a benchmark makes of its tokens: enough to tell afterwards that it got all of them, whole and in order,
/// and so little that a contest times the delivery and not the consumer.
@frozen
public struct TokenTally: Sendable, Hashable {
    /// How many tokens came.
    public var tokens = 0
    /// How many bytes of UTF-8 they had.
    public var bytes = 0
    /// Differs if tokens of different length change places.
    public var order: UInt = 0

    /// Creates an empty tally.
    @inlinable
    public init() {}

    /// Takes in one token.
    @inlinable
    @inline(__always)
    public mutating func add(_ text: String) {
        let length = text.utf8.count
        tokens &+= 1
        bytes &+= length
        order = order &* 31 &+ UInt(bitPattern: length)
    }
}
