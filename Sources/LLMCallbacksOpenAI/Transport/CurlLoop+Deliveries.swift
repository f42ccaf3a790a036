// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What a round does for the transfers: hands on what arrived, and ends what ran out of time.
extension CurlLoop {
    /// No transfer is looked at for its time more often than this, so that many limits cost no more than a few.
    private static let expiryPeriod = Duration.milliseconds(5)

    /// Hands on what has arrived since the last round.
    func deliverNews(at now: Instant) {
        for transfer in news.takeAll() where !transfer.isOver {
            transfer.deliver(at: now)
            noteDeadline(of: transfer)
        }
    }

    /// Remembers when a transfer next wants to be looked at. Only what is earlier than before matters: a look that comes too
    /// early does no harm.
    func noteDeadline(of transfer: CurlTransfer) {
        guard let deadline = transfer.nextDeadline else { return }
        expiry = expiry.map { min($0, deadline) } ?? deadline
    }

    /// Ends what has run out of time, once a limit may have passed.
    func expireTransfers(at now: Instant) {
        guard let due = expiry, due <= now else { return }
        expiry = nil
        for transfer in Array(transfers.values) {
            if let deadline = transfer.nextDeadline, deadline <= now { expire(transfer, at: now) }
            if !transfer.isOver { noteDeadline(of: transfer) }
        }
        expiry = expiry.map { max($0, now + Self.expiryPeriod) }
    }

    private func expire(_ transfer: CurlTransfer, at now: Instant) {
        guard transfer.drainDeadline == nil else { return remove(transfer) }
        if transfer.isSettled(at: now) { return end(transfer, .complete) }
        guard let limit = transfer.deadlines.passed(at: now, transfer.storage.progress) else { return }
        end(transfer, .failed(CurlError(passed: limit, while: transfer.activity)))
    }
}
