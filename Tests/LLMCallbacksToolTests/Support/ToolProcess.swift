// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Foundation
import Synchronization

/// The program that was built beside the tests, as a process of its own.
///
/// A process that does not end by itself is killed after a while, so that its test fails and does not hang.
final class ToolProcess: Sendable {
    /// How a process ended, and all that it wrote.
    struct Ending {
        /// The exit status; nil of a process that a signal ended.
        var status: Int32?
        /// The signal that ended it, if one did.
        var signal: Int32?
        /// Standard output.
        var output: String
        /// Standard error.
        var messages: String
    }

    /// What the process has for standard input.
    enum Input {
        /// Nothing, and no pipe either: `/dev/null`.
        case none
        /// A pipe, which the test writes to and closes.
        case pipe
        /// A pipe with a text in it.
        case text(String)
    }

    /// How much of standard output the test reads.
    enum Output {
        /// Everything.
        case all
        /// Up to a text; then the pipe is closed.
        case closed(after: String)
        /// Up to a text; then ``ToolProcess/fillOutput()`` fills the pipe.
        case unread(after: String)
        /// Nothing: it cannot be written.
        case unwritable
    }

    /// What it writes to standard output.
    let output: PipeReader
    /// What it writes to standard error.
    let messages: PipeReader
    private let process: Mutex<Process>
    private let input: Mutex<FileHandle?>
    /// The program's end of its standard output, where the test fills that.
    private let outputEnd = Mutex<FileHandle?>(nil)
    private let hasEnded = TestSignal()

    /// Starts the program, in an environment without the caller's servers and keys, and with a home of the tests' own: there
    /// it records, unless the arguments or the environment say otherwise.
    ///
    /// - Parameter obeysModes: Whether the modes of files hold for it, also where the tests are run by root.
    init(
        _ arguments: [String],
        environment: [String: String] = [:],
        input: Input = .none,
        output reads: Output = .all,
        obeysModes: Bool = false
    ) throws {
        for stop in [SIGINT, SIGHUP] { signal(stop, SIG_DFL) }
        signal(SIGPIPE, SIG_IGN)
        let process = Process()
        process.executableURL = Self.program
        process.arguments = arguments
        #if os(Linux)
            if obeysModes, geteuid() == 0 {
                // Without these two, root is an owner of files like any other: https://man7.org/linux/man-pages/man7/capabilities.7.html
                process.executableURL = URL(fileURLWithPath: "/usr/bin/setpriv")
                let bounds = "--bounding-set=-dac_override,-dac_read_search"
                process.arguments = [bounds, Self.program.path] + arguments
            }
        #endif
        process.environment = Self.environment.merging(environment) { $1 }
        let output = Pipe()
        let messages = Pipe()
        if case .unread = reads {
            let end = dup(output.fileHandleForWriting.fileDescriptor)
            outputEnd.withLock { $0 = FileHandle(fileDescriptor: end, closeOnDealloc: true) }
        }
        process.standardOutput = try Self.prepare(output, reads)
        process.standardError = messages
        self.input = Mutex(Self.connect(input, to: process))
        process.terminationHandler = { [hasEnded] _ in hasEnded.give() }
        try process.run()
        self.output = PipeReader(output.fileHandleForReading, reads)
        self.messages = PipeReader(messages.fileHandleForReading, .all)
        let id = process.processIdentifier
        self.process = Mutex(process)
        if case .text(let text) = input { try write(Array(text.utf8), closing: true) }
        DispatchQueue.global().asyncAfter(deadline: .now() + 120) { [hasEnded] in
            if !hasEnded.isGiven { kill(id, SIGKILL) }
        }
    }

    /// Runs the program to its end.
    static func run(
        _ arguments: String...,
        environment: [String: String] = [:],
        input: Input = .none
    ) async throws -> Ending {
        try await ToolProcess(arguments, environment: environment, input: input).ending()
    }

    /// Writes to its standard input.
    func write(_ bytes: [UInt8], closing: Bool = false) throws {
        try input.withLock { handle in
            try handle?.write(contentsOf: Data(bytes))
            if closing {
                try handle?.close()
                handle = nil
            }
        }
    }

    /// Fills its standard output, which is not read any more, so that it waits when it writes next.
    func fillOutput() { outputEnd.withLock { $0?.fill() } }

    /// Sends it a signal.
    func send(_ signal: Int32) { process.withLock { _ = kill($0.processIdentifier, signal) } }

    /// Waits until it has ended and everything it wrote has been read.
    func ending() async -> Ending {
        let output = await output.wait { _, isAtEnd in isAtEnd }
        let messages = await messages.wait { _, isAtEnd in isAtEnd }
        await hasEnded.wait()
        let (reason, status) = process.withLock { ($0.terminationReason, $0.terminationStatus) }
        return Ending(
            status: reason == .exit ? status : nil,
            signal: reason == .exit ? nil : status,
            output: output,
            messages: messages
        )
    }

    /// The environment of all programs that tests start.
    static let environment: [String: String] = {
        let ours = [
            "OPENAI_", "AZURE_OPENAI_", "ANTHROPIC_", "OLLAMA_", "LLMCALLBACKS_", "XDG_", "CLICOLOR", "NO_COLOR",
            "PAGER", "LESS",
        ]
        var environment = ProcessInfo.processInfo.environment.filter { variable in
            !ours.contains { variable.key.hasPrefix($0) }
        }
        try? FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        atexit { try? FileManager.default.removeItem(at: ToolProcess.home) }
        environment["HOME"] = home.path
        return environment
    }()

    /// The home of all programs that tests start. It goes when the tests are over.
    private static let home = FileManager.default.temporaryDirectory
        .appendingPathComponent("llmcallbacks-tests-\(getpid())")

    private static func prepare(_ output: Pipe, _ reads: Output) throws -> Any? {
        switch reads {
        case .all, .closed, .unread: return output
        case .unwritable:
            try output.fileHandleForWriting.close()
            return FileHandle(forReadingAtPath: "/dev/null")
        }
    }

    private static func connect(_ input: Input, to process: Process) -> FileHandle? {
        if case .none = input {
            process.standardInput = FileHandle.nullDevice
            return nil
        }
        let pipe = Pipe()
        process.standardInput = pipe
        return pipe.fileHandleForWriting
    }

    /// The program.
    static var program: URL { directory.appendingPathComponent("llmcallbacks") }

    /// Where the build puts its products.
    private static var directory: URL {
        #if canImport(Darwin)
            Bundle(for: ToolProcess.self).bundleURL.deletingLastPathComponent()
        #else
            Bundle.main.bundleURL
        #endif
    }
}
