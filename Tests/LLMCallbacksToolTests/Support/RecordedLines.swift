// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacksSQLite

/// Lines of JSON Lines of one run, with times that a test chooses.
struct RecordedLines {
    static let id = "0199f2c4-7a10-7c55-8e21-5b3d1f0a9c42"

    private(set) var lines: [String]
    private let id: String
    private var time = 0.0
    private var first: Double?
    private var text = ""

    init(_ prompt: String = "Hi", id: String = Self.id, time: String = "2026-11-23T20:34:56.789Z") {
        self.id = id
        lines = [
            #"{"event":"start","run":"\#(id)","seq":0,"time":"\#(time)","kind":"model","model":"m","input":[{"role":"user","content":"\#(prompt)"}]}"#
        ]
    }

    /// Adds a piece, whose text stands in JSON as it is, so many seconds after the start.
    mutating func say(_ text: String, at time: Double, lane: String = "text") {
        lines.append(
            #"{"event":"token","run":"\#(id)","seq":\#(lines.count),"t":\#(time),"choice":0,"lane":"\#(lane)","text":"\#(text)"}"#
        )
        self.time = time
        first = first ?? time
        if lane == "text" { self.text += text }
    }

    /// Ends the run.
    mutating func end() {
        let timing = #"{"firstToken":\#(first ?? 0),"total":\#(time)}"#
        lines.append(
            #"{"event":"end","run":"\#(id)","seq":\#(lines.count),"t":\#(time),"finish":"stop","text":"\#(text)","timing":\#(timing),"tokens":\#(lines.count - 1)}"#
        )
    }

    /// Lets the run fail.
    mutating func fail(_ message: String) {
        lines.append(
            #"{"event":"error","run":"\#(id)","seq":\#(lines.count),"t":\#(time),"error":{"kind":"server","message":"\#(message)"},"text":"\#(text)","timing":{"total":\#(time)},"tokens":\#(lines.count - 1)}"#
        )
    }

    /// The lines as a file has them.
    var file: String { lines.map { "\($0)\n" }.joined() }

    /// Puts the run into a database.
    func add(to database: TemporaryDatabase) throws {
        let imports = try TranscriptImport()
        var rest = lines[...]
        try imports.addJSONLines { rest.popFirst().map { Array($0.utf8) } }
        _ = try imports.commit(into: database.path)
    }
}
