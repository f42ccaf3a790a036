// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// The transfers for which libcurl's callbacks have gathered something since the last delivery, so that a round costs
/// nothing for those that were silent. Used by the transport's thread only.
final class CurlNews {
    private var transfers: [CurlTransfer] = []
    private var byteCount = 0

    /// Adds a transfer. Once between two deliveries.
    func add(_ transfer: CurlTransfer) { transfers.append(transfer) }

    /// Notes bytes of a body.
    func count(bytes: Int) { byteCount += bytes }

    /// Takes the number of bytes that have come since it was last asked for.
    func takeByteCount() -> Int {
        defer { byteCount = 0 }
        return byteCount
    }

    /// Takes all transfers, in the order in which they got their news.
    func takeAll() -> [CurlTransfer] {
        defer { transfers.removeAll(keepingCapacity: true) }
        return transfers
    }
}
