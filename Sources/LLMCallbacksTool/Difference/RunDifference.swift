// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksExport
import LLMCallbacksSQLite

/// What two runs have in common, and what not: in what they said, and in when.
struct RunDifference {
    /// One part of the answers, such as the text of choice 0.
    struct Lane {
        let name: String
        let difference: TextDifference
    }

    let first: Side
    let second: Side
    /// The parts of the answers that at least one run has.
    let lanes: [Lane]

    /// One of the runs.
    struct Side {
        let run: RecordedRun
        let timing: StreamTiming
        fileprivate let texts: [(name: String, text: String)]

        init(_ run: RecordedRun, in reader: TranscriptReader) throws {
            self.run = run
            timing = StreamTiming(try reader.events(of: run))
            let choices = try reader.output(of: run)
            texts = choices.enumerated().flatMap { number, choice in
                choice.lanes.map { name, text in (choices.count > 1 ? "\(name) \(number)" : name, text) }
            }
        }

        fileprivate func text(_ name: String) -> String { texts.first { $0.name == name }?.text ?? "" }
    }

    init(_ first: Side, _ second: Side) {
        self.first = first
        self.second = second
        var names: [String] = []
        for (name, text) in first.texts + second.texts where !text.isEmpty && !names.contains(name) {
            names.append(name)
        }
        lanes = names.map { Lane(name: $0, difference: TextDifference(first.text($0), second.text($0))) }
    }

    /// Whether both runs said the same.
    var hasSameText: Bool { lanes.allSatisfy(\.difference.isEmpty) }
    /// Whether their pieces came at the same times, and were of the same sizes.
    var hasSameTiming: Bool {
        first.timing.arrivals == second.timing.arrivals && first.timing.total == second.timing.total
    }
}

extension RunResult.Choice {
    /// What a choice consists of, by names as JSON Lines have them.
    fileprivate var lanes: [(String, String)] {
        let calls = toolCalls.map { ("toolCall:\($0.slot)", "\($0.name) \($0.arguments)") }
        return [("reasoning", reasoning), ("text", text), ("refusal", refusal)] + calls
    }
}
