// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// Every event as one line of JSON: what a ``JSONLinesHandler`` would have written.
public struct JSONLinesExporter: RunExporter {
    private let encoder = JSONLinesEncoder()

    /// Creates an exporter.
    public init() {}

    /// Writes the events of a run, one a line.
    public mutating func write(_ run: ExportedRun, to output: inout ExportOutput) throws {
        for event in run.events {
            try output.write(encoder.encode(event))
            try output.write("\n")
        }
    }

    /// Hands on all that waits.
    public mutating func finish(to output: inout ExportOutput) throws { try output.flush() }
}
