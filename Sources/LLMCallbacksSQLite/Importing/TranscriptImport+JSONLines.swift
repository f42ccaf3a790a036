// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

extension TranscriptImport {
    /// Adds the runs of JSON Lines, as ``JSONLinesDecoder`` reads them. Empty lines are passed over.
    ///
    /// - Parameter nextLine: The next line, without its line feed; `nil` at the end.
    /// - Throws: ``TranscriptError`` of code ``TranscriptError/Code/damaged`` that names the line; what the closure throws.
    public func addJSONLines(from nextLine: () throws -> [UInt8]?) throws {
        var decoder = JSONLinesDecoder()
        try eachLine(nextLine) { line throws(JSONLinesDecoder.Fault) in try decoder.decode(line) }
    }

    /// Reads lines into events, and adds these.
    func eachLine(
        _ nextLine: () throws -> [UInt8]?,
        _ decode: ([UInt8]) throws(JSONLinesDecoder.Fault) -> [CallbackEvent]
    ) throws {
        var number = 0
        while let line = try nextLine() {
            number += 1
            guard line.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) else { continue }
            let events: [CallbackEvent]
            do {
                events = try decode(line)
            } catch {
                throw TranscriptError(.damaged, "line \(number): \(error)", underlying: error)
            }
            for event in events { try add(event) }
        }
    }
}
