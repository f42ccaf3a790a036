// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LLMCallbacks

/// How a run is written to standard output.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
    /// The answer itself.
    case text
    /// Every event as a JSON object, one a line.
    case jsonl

    /// Writes a model's answer for people: a line feed at its end if it has none. A refusal is an answer too.
    var answerHandler: Callback {
        switch self {
        case .text: .untilClosed(StandardOutputHandler(lanes: [.text, .refusal]), events: StandardOutputHandler.events)
        case .jsonl: jsonLines
        }
    }

    /// Writes text exactly as it came.
    var passThroughHandler: Callback {
        switch self {
        case .text: .untilClosed(PassThroughHandler(), events: .tokens)
        case .jsonl: jsonLines
        }
    }

    private var jsonLines: Callback { .untilClosed(JSONLinesHandler(), events: .all) }
}
