// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LLMCallbacks
import LLMCallbacksSQLite

/// `llmcallbacks db info`: says what is in the file.
struct DatabaseInfoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info",
        abstract: "Say what is in the file, and how large it is.",
        discussion: """
            EXAMPLES
              llmcallbacks db info
              llmcallbacks db info --json | jq .runs
            """
    )

    @Flag(help: "Write a JSON object.")
    var json = false

    @OptionGroup var database: DatabaseOptions

    func run() throws {
        let reader = try database.reader()
        let info = try reader.info()
        let source = try database.location().source
        let bytes = json ? document(info, reader.path) : Array(page(info, reader.path, source).utf8)
        try StandardDescriptors.write(bytes, to: 1)
    }

    private func page(_ info: TranscriptInfo, _ path: String, _ source: DatabaseLocation.Source) -> String {
        var lines = [
            ("file", "\(VisibleText.line(path)) (\(source.rawValue))"),
            ("size", "\(Figures.bytes(info.fileBytes)), \(Figures.bytes(info.freeBytes)) of it free"),
            ("log", Figures.bytes(info.logBytes)),
            ("schema", "\(info.schema), SQLite \(info.sqliteVersion)"),
            ("sessions", "\(info.sessions)"),
            ("runs", "\(info.runs), \(info.unfinishedRuns) of them unfinished"),
            ("chunks", "\(info.chunks)"),
            ("messages", "\(info.messages)"),
        ]
        for spool in info.spools {
            lines.append(("spool", "\(VisibleText.line(spool)) (merged by the next that records)"))
        }
        return lines.map { name, value in
            name + String(repeating: " ", count: 10 - name.utf8.count) + value + "\n"
        }.joined()
    }

    private func document(_ info: TranscriptInfo, _ path: String) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("path", path)
            json.member("schema", info.schema)
            json.member("sqlite", info.sqliteVersion)
            json.member("bytes", info.fileBytes)
            json.member("logBytes", info.logBytes)
            json.member("freeBytes", info.freeBytes)
            json.member("sessions", info.sessions)
            json.member("runs", info.runs)
            json.member("unfinishedRuns", info.unfinishedRuns)
            json.member("chunks", info.chunks)
            json.member("messages", info.messages)
            json.array("spools", info.spools) { $0.string($1) }
        }
        return json.bytes + [UInt8(ascii: "\n")]
    }
}
