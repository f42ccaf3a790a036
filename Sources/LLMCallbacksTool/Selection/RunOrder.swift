// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LLMCallbacksSQLite

/// Which runs come first in a list.
enum RunOrder: String, CaseIterable, ExpressibleByArgument {
    case newest, oldest, longest, slowest, chunks, tokens

    /// The order in the database's terms.
    var order: RunQuery.Order {
        switch self {
        case .newest: .newestFirst
        case .oldest: .oldestFirst
        case .longest: .longestFirst
        case .slowest: .slowestStartFirst
        case .chunks: .mostChunksFirst
        case .tokens: .mostTokensFirst
        }
    }
}
