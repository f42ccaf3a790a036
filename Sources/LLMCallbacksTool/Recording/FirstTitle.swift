// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Synchronization

/// A title for the first run that starts, and for none after it.
final class FirstTitle: Sendable {
    private let title: Mutex<String?>

    init(_ title: String) { self.title = Mutex(title) }

    /// The title of a run that starts.
    func title(of _: RunContext) -> String? {
        title.withLock { title in
            defer { title = nil }
            return title
        }
    }
}
