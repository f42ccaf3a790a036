// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LLMCallbacks

/// What a file is that runs are taken from.
enum ImportFormat: String, CaseIterable, ExpressibleByArgument {
    case jsonl, transcript, llm, cast

    /// What a file is whose first line this is. JSON Lines unless it is clearly something else: then its faults are told.
    init(firstLine line: [UInt8]) {
        if case .object(let members)? = try? JSONReader.value(line), members["version"] != nil, members["event"] == nil
        {
            self = .cast
        } else {
            self = .jsonl
        }
    }
}
