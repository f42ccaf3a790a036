// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacksTesting
import Testing

@Suite(.serialized, .timeLimit(.minutes(5))) struct BenchTests {
    /// Little enough to be quick; what it measures is worth nothing.
    private static let quick = ["bench", "--handlers", "0,1,2", "--turns", "2", "--tokens", "64"]

    private static var isDebug: Bool { !Machine.current.isOptimized }

    @Test func `a table has the floor, this package and what one would use instead`() async throws {
        let ending = try await ToolProcess(Self.quick).ending()
        #expect(ending.status == 0)
        for contender in CostTable.standardContenders {
            #expect(ending.output.contains("\n\(contender.name) "))
        }
        #expect(ending.output.contains(Machine.current.processor))
        #expect(ending.output.contains("each further"))
    }

    @Test func `a debug build is warned of, on standard error, and where that is no terminal there is no progress`()
        async throws
    {
        let ending = try await ToolProcess(Self.quick).ending()
        #expect(ending.messages.contains("WARNING: this is a DEBUG build") == Self.isDebug)
        #expect(ending.output.contains("DEBUG build") == Self.isDebug)
        #expect(!ending.messages.contains("\r"))
    }

    @Test func `JSON holds everything, with percentiles in order`() async throws {
        let ending = try await ToolProcess(Self.quick + ["--json"]).ending()
        let costs = try JSONDecoder().decode(CostTable.self, from: Data(ending.output.utf8))
        #expect(ending.output.filter { $0 == "\n" }.count == 1)
        #expect(costs.consumers == [0, 1, 2])
        #expect(costs.rows.map(\.name) == CostTable.standardContenders.map(\.name))
        for cell in costs.rows.flatMap(\.cells) {
            let times = cell.nanoseconds
            let ordered = [times.least, times.p10, times.p50, times.p90, times.p99, times.greatest]
            #expect(ordered == ordered.sorted())
            #expect(cell.tokens == 64)
            #expect(cell.turns == 2)
        }
    }

    @Test func `Markdown goes to standard output or to a file, and a plot to a file`() async throws {
        let folder = try Folder()
        let markdown = try await ToolProcess(Self.quick + ["--markdown"]).ending()
        #expect(markdown.output.contains("| floor | "))
        try folder.write("something longer than the answer".appending(String(repeating: "!", count: 9999)), "a.md")
        let files = ["--markdown", folder.path("a.md"), "--svg", folder.path("a.svg"), "--json"]
        let both = try await ToolProcess(Self.quick + files).ending()
        #expect(both.status == 0)
        #expect(both.output.hasPrefix("{\"machine\":"))
        #expect(try folder.read("a.md").hasSuffix(" |\n"))
        #expect(!(try folder.read("a.md").contains("!!!")))
        #expect(try folder.read("a.svg").hasPrefix("<svg "))
        #expect(try folder.read("a.svg").hasSuffix("</svg>\n"))
    }

    @Test(arguments: [
        ["--handlers", ""], ["--handlers", "1,,2"], ["--handlers", "-1"], ["--handlers", "257"],
        ["--handlers", "many"],
        ["--turns", "0"], ["--tokens", "0"], ["--tokens", "100001"], ["--json", "--markdown"], ["--svg", ""],
        ["--svg"], ["surplus"],
    ])
    func `wrong usage is one line on standard error`(arguments: [String]) async throws {
        let ending = try await ToolProcess(["bench"] + arguments).ending()
        #expect(ending.status == 64)
        #expect(ending.output == "")
        #expect(ending.messages.hasPrefix("llmcallbacks: "))
        #expect(ending.messages.filter { $0 == "\n" }.count == 1)
    }

    @Test(arguments: ["--svg", "--markdown"])
    func `a file that cannot be made is told before anything is measured`(option: String) async throws {
        let ending = try await ToolProcess(["bench", option, "no/such/folder/file"]).ending()
        #expect(ending.status == 73)
        #expect(ending.output == "")
        #expect(ending.messages.hasPrefix("llmcallbacks: cannot write no/such/folder/file: "))
        #expect(ending.messages.filter { $0 == "\n" }.count == 1)
    }

    @Test func `a file that cannot be written to its end is an error, and so is standard output`() async throws {
        #if os(Linux)
            let full = try await ToolProcess(Self.quick + ["--svg", "/dev/full"]).ending()
            #expect(full.status == 74)
        #endif
        let closed = try await ToolProcess(Self.quick, output: .unwritable).ending()
        #expect(closed.status == 74)
    }

    @Test func `a signal stops it, and leaves no file that holds nothing`() async throws {
        let folder = try Folder()
        let process = try ToolProcess(["bench", "--turns", "100000", "--svg", folder.path("plot.svg")])
        if Self.isDebug { await process.messages.wait(for: "WARNING") }
        process.send(SIGTERM)
        let ending = await process.ending()
        #expect(ending.status == 143)
        #expect(ending.output == "")
        #expect(!FileManager.default.fileExists(atPath: folder.path("plot.svg")))
    }
}

/// A folder for one test.
private final class Folder {
    private let url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)

    init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    func write(_ text: String, _ name: String) throws {
        try Data(text.utf8).write(to: url.appendingPathComponent(name))
    }

    func read(_ name: String) throws -> String {
        try String(contentsOf: url.appendingPathComponent(name), encoding: .utf8)
    }
}
