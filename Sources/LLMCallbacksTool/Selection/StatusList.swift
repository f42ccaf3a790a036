// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LLMCallbacksSQLite

/// How runs may stand, on the command line: words with commas between them.
struct StatusList: ExpressibleByArgument {
    /// The words that there are.
    static let words = ["running", "ended", "failed", "cancelled", "interrupted"]

    /// How they may stand; not empty.
    let statuses: [RecordedStatus]

    /// Reads the words; `nil` if one of them is none.
    init?(argument: String) {
        let words = argument.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard words.allSatisfy(Self.words.contains) else { return nil }
        statuses = words.map(RecordedStatus.init(rawValue:))
    }
}
