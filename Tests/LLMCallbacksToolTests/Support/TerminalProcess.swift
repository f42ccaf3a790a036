// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Foundation
import Synchronization

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The program at a terminal: a pseudo-terminal of 80 columns and 24 rows is its standard input, output and error.
///
/// It is not the program's controlling terminal, so keys raise no signals: those are sent.
final class TerminalProcess: Sendable {
    /// All that the terminal shows.
    let screen: PipeReader
    private let master: Int32
    private let process: Mutex<Process>
    private let hasEnded = TestSignal()

    /// Starts the program.
    init(_ arguments: [String], environment: [String: String] = [:]) throws {
        var ends: (master: Int32, slave: Int32) = (-1, -1)
        var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
        guard openpty(&ends.master, &ends.slave, nil, nil, &size) == 0 else { throw POSIXError(.ENOTTY) }
        // No program that another test starts is to keep the terminal open.
        for end in [ends.master, ends.slave] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        master = ends.master
        let slave = FileHandle(fileDescriptor: ends.slave, closeOnDealloc: true)
        let process = Process()
        process.executableURL = ToolProcess.program
        process.arguments = arguments
        process.environment = ToolProcess.environment.merging(["TERM": "xterm"]) { $1 }.merging(environment) { $1 }
        process.standardInput = slave
        process.standardOutput = slave
        process.standardError = slave
        process.terminationHandler = { [hasEnded] _ in hasEnded.give() }
        let shown = Pipe()
        screen = PipeReader(shown.fileHandleForReading, .all)
        try process.run()
        try slave.close()
        let id = process.processIdentifier
        self.process = Mutex(process)
        let master = master
        Thread.detachNewThread { Self.copy(from: master, to: shown.fileHandleForWriting) }
        DispatchQueue.global().asyncAfter(deadline: .now() + 120) { [hasEnded] in
            if !hasEnded.isGiven { kill(id, SIGKILL) }
        }
    }

    deinit { close(master) }

    /// Runs the program to its end.
    static func run(_ arguments: String..., environment: [String: String] = [:]) async throws -> (
        status: Int32?, screen: String
    ) {
        try await TerminalProcess(arguments, environment: environment).ending()
    }

    /// Whether the terminal edits lines and shows what is typed, as it does for any program that leaves it alone.
    var isAsItWas: Bool {
        var settings = termios()
        let wanted = tcflag_t(ICANON | ECHO | ISIG)
        return tcgetattr(master, &settings) == 0 && settings.c_lflag & wanted == wanted
    }

    /// Types.
    func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
    }

    /// Sends it a signal.
    func send(_ signal: Int32) { process.withLock { _ = kill($0.processIdentifier, signal) } }

    /// Waits until it has ended; the exit status, and all that was shown, with line feeds alone at the ends of lines.
    func ending() async -> (status: Int32?, screen: String) {
        let text = await screen.wait { _, isAtEnd in isAtEnd }
        await hasEnded.wait()
        let status = process.withLock { $0.terminationReason == .exit ? $0.terminationStatus : nil }
        return (status, text.split(separator: "\r\n", omittingEmptySubsequences: false).joined(separator: "\n"))
    }

    /// Copies until the terminal has no program any more: then reading fails.
    private static func copy(from master: Int32, to pipe: FileHandle) {
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = bytes.withUnsafeMutableBytes { read(master, $0.baseAddress, $0.count) }
            if count <= 0 { break }
            try? pipe.write(contentsOf: bytes[..<count])
        }
        try? pipe.close()
    }
}
