// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@Suite(.serialized, .timeLimit(.minutes(5))) struct DatabasePathTests {
    @Test func `the option wins over the environment, and that over the place for data`() async throws {
        let data = ["XDG_DATA_HOME": "/data", "HOME": "/home/me"]
        let all = data.merging(["LLMCALLBACKS_DB": "/else/runs.db"]) { $1 }
        #expect(try await path(["--db", "/given.db"], all) == "/given.db")
        #expect(try await path(["-d", "given.db"], all) == "\(FileManager.default.currentDirectoryPath)/given.db")
        #expect(try await path([], all) == "/else/runs.db")
        #if !canImport(Darwin)
            #expect(try await path([], data) == "/data/llmcallbacks/transcripts.sqlite")
            let relative = ["XDG_DATA_HOME": "data", "HOME": "/home/me"]
            #expect(try await path([], relative) == "/home/me/.local/share/llmcallbacks/transcripts.sqlite")
        #endif
    }

    @Test func `an empty path is refused`() async throws {
        let ending = try await ToolProcess.run("db", "path", "--db", "")
        #expect(ending.status == 64)
        #expect(ending.messages == "llmcallbacks: --db must not be empty (see --help)\n")
    }

    private func path(_ arguments: [String], _ environment: [String: String]) async throws -> String {
        let ending = try await ToolProcess(["db", "path"] + arguments, environment: environment).ending()
        #expect(ending.status == 0)
        #expect(ending.output.hasSuffix("\n"))
        return String(ending.output.dropLast())
    }
}
