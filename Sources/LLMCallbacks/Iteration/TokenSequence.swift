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
    public func makeAsyncIterator() -> Iterator { Iterator(cursor: Cursor(log), lease: lease) }

    /// Yields the tokens of one run.
    public struct Iterator: AsyncIteratorProtocol {
        private let cursor: Cursor
        private let lease: ConsumerLease?
        /// Tokens taken from the log and not yielded yet: one visit fetches all that came since the last.
        private var batch: [TokenDelta] = []
        private var position = 0
        private var isOver = false

        fileprivate init(cursor: Cursor, lease: ConsumerLease?) {
            self.cursor = cursor
            self.lease = lease
        }

        /// The next token, once there is one; `nil` at the end, and from then on.
        ///
        /// - Throws: What the run threw; `CancellationError` if this task was cancelled. A cancelled iterator takes no token
        ///   from any other.
        public mutating func next() async throws -> TokenDelta? {
            if position < batch.count {
                defer { position += 1 }
                return batch[position]
            }
            guard !isOver else { return nil }
            do {
                if try await cursor.log.take(cursor.number, into: &batch) {
                    position = 1
                    return batch[0]
                }
            } catch {
                isOver = true
                batch = []
                position = 0
                throw error
            }
            isOver = true
            batch = []
            position = 0
            return nil
        }
    }

    /// One consumer's place in the log; leaves it when the iterator goes.
    final class Cursor: Sendable {
        let log: TokenLog
        let number: Int

        init(_ log: TokenLog) {
            self.log = log
            number = log.addCursor()
        }

        deinit { log.removeCursor(number, .abandoned) }
    }
}

/// Held by everything through which a run can still be read. When it goes, nobody can.
final class ConsumerLease: Sendable {
    private let log: TokenLog

    init(_ log: TokenLog) { self.log = log }

    deinit { log.closeToConsumers() }
}
