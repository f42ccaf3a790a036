// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacks
import LLMCallbacksExport
import LLMCallbacksSQLite
import LLMCallbacksTesting
import Testing

/// The example of Docs/Exports.md, word for word.
@Suite struct CallSiteTests {
    @Test func `a recorded run becomes a page`() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("export-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("sessions.sqlite").path
        let model = ScriptedModel("Air ", "scatters.")
        try await model.generate("Why?", callbacks: [.transcript(at: path)])
        let target = folder.appendingPathComponent("page.html")
        _ = FileManager.default.createFile(atPath: target.path, contents: nil)
        let file = try FileHandle(forWritingTo: target)

        let reader = try TranscriptReader(path: path)
        let run = try reader.run("last")
        var page = HTMLExporter()
        var output = ExportOutput { bytes in try file.write(contentsOf: bytes) }
        if let exported = ExportedRun(events: try reader.events(of: run), status: run.status.rawValue) {
            try page.write(exported, to: &output)
        }
        try page.finish(to: &output)

        let timing = StreamTiming(try reader.events(of: run))
        print(timing.percentile(0.99) ?? .zero, timing.flags.map(\.name))

        #expect(timing.gaps.count == 1)
        #expect(try String(contentsOf: target, encoding: .utf8).contains("<span>Air </span><span>scatters.</span>"))
    }
}
