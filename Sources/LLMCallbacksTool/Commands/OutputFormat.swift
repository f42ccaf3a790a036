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
    ///
    /// - Parameter goesOn: Whether the run goes on for a while when nobody reads standard output any more, as it is recorded.
    func answerHandler(goesOn: Bool) -> Callback {
        switch self {
        case .text:
            .untilClosed(
                StandardOutputHandler(lanes: [.text, .refusal]),
                events: StandardOutputHandler.events,
                goesOn: goesOn
            )
        case .jsonl: .untilClosed(JSONLinesHandler(), events: .all, goesOn: goesOn)
        }
    }

    /// Writes text exactly as it came: see ``answerHandler(goesOn:)``.
    func passThroughHandler(goesOn: Bool) -> Callback {
        switch self {
        case .text: .untilClosed(PassThroughHandler(), events: .tokens, goesOn: goesOn)
        case .jsonl: .untilClosed(JSONLinesHandler(), events: .all, goesOn: goesOn)
        }
    }
}
