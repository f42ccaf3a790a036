// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// A tally that a consumer adds to, and that its contender reads in the end.
///
/// Kept in plain memory: the program would check each access to a stored property of a class for exclusivity, which costs more
/// than the call that is timed.
public final class TallyBox: @unchecked Sendable {
    // Unchecked: one consumer at a time adds to it, and it is read when that is through.

    @usableFromInline
    let memory: UnsafeMutablePointer<TokenTally>

    /// Creates a box with an empty tally.
    public init() {
        memory = .allocate(capacity: 1)
        memory.initialize(to: TokenTally())
    }

    deinit { memory.deallocate() }

    /// What was added up so far.
    public var tally: TokenTally { memory.pointee }

    /// Takes in one token. Not to be called by two at once.
    @inlinable
    @inline(__always)
    public func add(_ text: String) { memory.pointee.add(text) }
}
