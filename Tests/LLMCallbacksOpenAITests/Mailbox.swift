// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// What a handler heard, for a test to look at.
final class Mailbox<Item: Sendable>: Sendable {
    private let items = Mutex<[Item]>([])

    var all: [Item] { items.withLock { $0 } }

    func put(_ item: Item) { items.withLock { $0.append(item) } }
}
