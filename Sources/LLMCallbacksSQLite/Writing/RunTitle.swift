// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// The title that a run has from its start.
struct RunTitle {
    let text: String
    /// Whether the run's session gets it, too.
    let isOfSession: Bool
}

extension TranscriptOptions {
    /// The title of a run that starts.
    func title(of run: RunContext) -> RunTitle? {
        title?(run).map { RunTitle(text: $0, isOfSession: titlesSessions) }
    }
}
