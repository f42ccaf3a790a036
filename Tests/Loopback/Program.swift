// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A program of the system's that a test server is made with.
struct Program {
    /// The program is missing, or failed.
    struct Failure: Error { let name: String }

    private let url: URL

    /// Finds the program in `PATH`, and where systems put servers. `nil` if it is not there.
    init?(_ name: String) {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let folders =
            path.split(separator: ":").map(String.init) + ["/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin"]
        let files = folders.lazy.map { URL(fileURLWithPath: $0).appendingPathComponent(name) }
        guard let file = files.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) }) else {
            return nil
        }
        url = file
    }

    /// Finds the program, or says which one is missing.
    static func named(_ name: String) throws -> Program {
        guard let program = Program(name) else { throw Failure(name: name) }
        return program
    }

    /// Starts the program. Its standard error goes to the pipe, or nowhere.
    func start(_ arguments: [String], messages: Pipe? = nil) throws -> Process {
        let process = Process()
        process.executableURL = url
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = messages ?? FileHandle.nullDevice
        try process.run()
        return process
    }

    /// Runs the program to its end.
    func run(_ arguments: [String]) throws {
        let process = try start(arguments)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(name: url.lastPathComponent) }
    }
}
