// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Other programs, as the tests of transcripts need them.
enum Program {
    /// Where the build puts its products.
    static var products: URL {
        #if canImport(Darwin)
            Bundle(for: TestFolder.self).bundleURL.deletingLastPathComponent()
        #else
            Bundle.main.bundleURL
        #endif
    }

    /// Runs a program of the build to its end. Returns what it said, and how it ended.
    static func run(built name: String, _ arguments: String...) throws -> (output: String, status: Int32) {
        try run(products.appendingPathComponent(name), arguments)
    }

    /// Runs a program of the system, found by its name.
    static func run(_ name: String, _ arguments: String...) throws -> (output: String, status: Int32) {
        try run(URL(fileURLWithPath: "/usr/bin/env"), [name] + arguments)
    }

    private static func run(_ program: URL, _ arguments: [String]) throws -> (output: String, status: Int32) {
        let (process, output) = (Process(), Pipe())
        process.executableURL = program
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (String(decoding: said, as: UTF8.self), process.terminationStatus)
    }
}
