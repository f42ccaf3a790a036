// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Puts runs into one form, a run at a time: the memory it takes is that of one run, not of all.
///
/// ```swift
/// var page = HTMLExporter()
/// var output = ExportOutput { bytes in try file.write(contentsOf: bytes) }
/// for run in runs { try page.write(run, to: &output) }
/// try page.finish(to: &output)
/// ```
public protocol RunExporter {
    /// Writes a run. Called zero or more times.
    ///
    /// - Throws: What the output throws.
    mutating func write(_ run: ExportedRun, to output: inout ExportOutput) throws

    /// Writes what stands behind the last run, and hands on all that waits. Called once, last.
    ///
    /// - Throws: What the output throws.
    mutating func finish(to output: inout ExportOutput) throws
}
