// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The keys that are pressed while a run is told. One task reads them for as long as the program lives; whoever follows them gets
/// those pressed from then on.
final class ReplayKeys: Sendable {
    static let shared = ReplayKeys()

    private let follower = Mutex<AsyncStream<ReplayKey>.Continuation?>(nil)
    private let isReading = Atomic(false)

    /// The keys that are pressed from now on. Whoever followed them before gets no more.
    func next() -> AsyncStream<ReplayKey> {
        let (keys, continuation) = AsyncStream.makeStream(of: ReplayKey.self, bufferingPolicy: .bufferingNewest(64))
        follower.withLock { follower in
            follower?.finish()
            follower = continuation
        }
        if !isReading.exchange(true, ordering: .acquiringAndReleasing) { Task.detached { await self.read() } }
        return keys
    }

    private func read() async {
        while let bytes = try? await StandardInput.next(), !bytes.isEmpty {
            let continuation = follower.withLock { $0 }
            for key in ReplayKey.keys(bytes) { continuation?.yield(key) }
        }
        follower.withLock { $0?.finish() }
    }
}
