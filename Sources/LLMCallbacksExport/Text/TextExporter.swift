// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// The answers alone, byte for byte as they came, with a line feed at the end of each that has none.
public struct TextExporter: RunExporter {
    /// Creates an exporter.
    public init() {}

    /// Writes the text of a run's choices, or the refusal of one that has no text; a blank line stands between two.
    public mutating func write(_ run: ExportedRun, to output: inout ExportOutput) throws {
        for choice in run.choices {
            let text = choice.text.isEmpty ? choice.refusal : choice.text
            guard !text.isEmpty else { continue }
            if hasText { try output.write("\n") }
            hasText = true
            try output.write(text)
            if text.utf8.last != UInt8(ascii: "\n") { try output.write("\n") }
        }
    }

    /// Hands on all that waits.
    public mutating func finish(to output: inout ExportOutput) throws { try output.flush() }

    private var hasText = false
}
