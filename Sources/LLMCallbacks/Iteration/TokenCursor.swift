// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// One consumer's place in a log; leaves it when the iterator goes.
@usableFromInline
final class TokenCursor {
    private let log: TokenLog
    private let number: Int
    /// Tokens taken from the log and not yielded yet: one visit fetches all that came since the last.
    private let batch: UnsafeMutablePointer<Ring<TokenDelta>>
    private var isOver = false

    init(_ log: TokenLog) {
        self.log = log
        number = log.addCursor()
        batch = .allocate(capacity: 1)
        batch.initialize(to: Ring())
    }

    deinit {
        log.removeCursor(number, .abandoned)
        batch.deinitialize(count: 1)
        batch.deallocate()
    }

    /// A token that is there already.
    @usableFromInline
    func popFirst() -> TokenDelta? { batch.pointee.popFirst() }

    /// Waits for the next token; `nil` at the end, and from then on.
    @usableFromInline
    func fetch(isolation actor: isolated (any Actor)?) async throws -> TokenDelta? {
        guard !isOver else { return nil }
        do {
            if try await log.take(number, into: &batch.pointee) { return batch.pointee.popFirst() }
        } catch {
            isOver = true
            throw error
        }
        isOver = true
        return nil
    }
}
