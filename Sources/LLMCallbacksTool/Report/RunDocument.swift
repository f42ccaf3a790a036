// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksSQLite

/// Everything that is recorded of a run.
struct RunDocument {
    /// What the list says of it.
    let run: RecordedRun
    /// What went in.
    let input: RunInput
    /// What came out, by choice. At least one.
    let choices: [RunResult.Choice]
    /// All that happened, in order.
    let events: [CallbackEvent]

    /// Reads a run.
    ///
    /// - Throws: `TranscriptError`.
    init(_ run: RecordedRun, in reader: TranscriptReader) throws {
        self.run = run
        input = try reader.input(of: run)
        choices = try reader.output(of: run)
        events = try reader.events(of: run)
    }

    /// The pieces among the events, with their times.
    var pieces: [(time: Duration, token: TokenDelta)] {
        events.compactMap { event in event.token.map { (event.time, $0) } }
    }

    /// One JSON object, and a line feed.
    var json: [UInt8] {
        var json = JSONWriter()
        json.object { members(&$0) }
        let object = Terminal.isConnected(1) ? VisibleText.json(json.bytes) : json.bytes
        return object + [UInt8(ascii: "\n")]
    }

    /// Writes the members of that object.
    func members(_ json: inout JSONWriter) {
        let encoder = JSONLinesEncoder()
        json.members(of: run)
        encoder.encode(input, into: &json)
        json.object("output") { encoder.encode(choices, into: &$0) }
        json.array("events", events) { $0.json(encoder.encode($1)) }
    }
}
