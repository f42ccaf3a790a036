// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTesting
import Synchronization

/// What several handlers noted, in one order.
final class EventNotes: Sendable {
    private let storage = Mutex<[String]>([])

    var notes: [String] { storage.withLock { $0 } }

    func add(_ note: String) { storage.withLock { $0.append(note) } }
}

/// A handler that notes its name and what it heard.
struct NotingHandler: CallbackHandler {
    let calls: EventNotes
    let name: String

    init(_ calls: EventNotes, _ name: String) {
        self.calls = calls
        self.name = name
    }

    func handle(_ event: CallbackEvent) { calls.add("\(name) \(event.eventKind)") }
}
