// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// The tokens of a run, as an `AsyncSequence`.
///
/// Every iterator gets all of them, in order, however slow it is; then the sequence ends, or throws what the run threw. A run
/// that was stopped, or that nobody read any more, ends it normally; a cancelled task ends it with `CancellationError`.
///
/// Leaving the loop early, with no other iterator left, cancels the run, unless whoever made the sequence said otherwise.
public struct TokenSequence: AsyncSequence, Sendable {
    let log: TokenLog
    /// Held, never looked at: see ``ModelRun``.
    let lease: ConsumerLease?

    /// An iterator over all tokens.
    public func makeAsyncIterator() -> Iterator { Iterator(cursor: TokenCursor(log), lease: lease) }

    /// Yields the tokens of one run.
    public struct Iterator: AsyncIteratorProtocol {
        @usableFromInline
        let cursor: TokenCursor
        private let lease: ConsumerLease?

        fileprivate init(cursor: TokenCursor, lease: ConsumerLease?) {
            self.cursor = cursor
            self.lease = lease
        }

        /// The next token, once there is one; `nil` at the end, and from then on.
        ///
        /// - Throws: What the run threw; `CancellationError` if this task was cancelled. A cancelled iterator takes no token
        ///   from any other.
        @inlinable
        public mutating func next() async throws -> TokenDelta? { try await next(isolation: #isolation) }

        /// The next token, without leaving the actor on which it is wanted: see ``next()``.
        @inlinable
        public mutating func next(isolation actor: isolated (any Actor)?) async throws -> TokenDelta? {
            // Inlined into the loop, so that a token which is there already costs no async call.
            if let token = cursor.popFirst() { return token }
            return try await cursor.fetch(isolation: actor)
        }
    }
}

/// Held by everything through which a run can still be read. When it goes, nobody can.
final class ConsumerLease: Sendable {
    private let log: TokenLog

    init(_ log: TokenLog) { self.log = log }

    deinit { log.closeToConsumers() }
}
