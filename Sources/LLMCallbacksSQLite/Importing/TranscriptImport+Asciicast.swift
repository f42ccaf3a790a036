// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

extension TranscriptImport {
    /// Adds a recording of a terminal as one run: what was written is the answer, a piece for each event, at its time.
    ///
    /// Reads asciicast of versions 2 and 3: https://docs.asciinema.org/manual/asciicast/v3/. Events other than output are passed
    /// over.
    ///
    /// - Parameter nextLine: The next line, without its line feed; `nil` at the end.
    /// - Throws: ``TranscriptError`` of code ``TranscriptError/Code/damaged`` that names the line; what the closure throws.
    public func addAsciicast(from nextLine: () throws -> [UInt8]?) throws {
        var cast = Asciicast()
        try eachLine(nextLine) { line throws(JSONLinesDecoder.Fault) in try cast.decode(line) }
        guard var run = cast.run else { throw TranscriptError(.damaged, "line 1: there is no header") }
        try add(run.events.end(at: cast.time))
        if let title = run.title { try setTitle(title, of: run.events.id) }
    }
}

/// Reads a recording of a terminal, line by line.
private struct Asciicast {
    private(set) var run: (events: ForeignRun, title: String?)?
    private(set) var time = Duration.zero
    private var isRelative = false

    mutating func decode(_ line: [UInt8]) throws(JSONLinesDecoder.Fault) -> [CallbackEvent] {
        // Comments: https://docs.asciinema.org/manual/asciicast/v3/#event-stream
        if isRelative, line.first == UInt8(ascii: "#") { return [] }
        let json: JSONValue
        do { json = try JSONReader.value(line) } catch { throw JSONLinesDecoder.Fault(description: error.description) }
        guard run != nil else { return [try begin(json, line)] }
        guard let event = json.elements, event.count >= 3, let seconds = event[0].fraction, (0..<1e9).contains(seconds),
            let code = event[1].text, let text = event[2].text
        else {
            throw JSONLinesDecoder.Fault(description: "this is no event of an asciicast")
        }
        let moment = Duration.microseconds(Int64((seconds * 1e6).rounded()))
        time = isRelative ? time + moment : max(time, moment)
        guard code == "o", let piece = run?.events.event(.token(TokenDelta(text)), at: time) else { return [] }
        return [piece]
    }

    private mutating func begin(_ json: JSONValue, _ line: [UInt8]) throws(JSONLinesDecoder.Fault) -> CallbackEvent {
        guard let members = json.members, let version = members["version"]?.whole, version == 2 || version == 3 else {
            throw JSONLinesDecoder.Fault(description: "this is no header of an asciicast of version 2 or 3")
        }
        isRelative = version == 3
        let startedAt = WallTime(secondsSinceEpoch: Int64(members["timestamp"]?.whole ?? 0))
        let run = ForeignRun(
            id: RunID(of: line, startedAt: startedAt),
            name: members["command"]?.text ?? "asciicast",
            startedAt: startedAt,
            request: ModelRequest([])
        )
        self.run = (run, members["title"]?.text)
        return run.start
    }
}
