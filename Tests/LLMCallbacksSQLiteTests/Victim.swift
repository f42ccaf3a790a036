// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A running program that records until it is killed.
final class Victim {
    private let process = Process()
    private let output = Pipe()
    /// What it said, whole lines only.
    private(set) var lines: [String] = []

    init(_ path: String, lanes: Int) throws {
        process.executableURL = Program.products.appendingPathComponent("TranscriptVictim")
        process.arguments = [path, "\(lanes)"]
        process.standardOutput = output
        try process.run()
    }

    deinit { if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) } }

    /// Kills it when it has said so many lines, and reads what it said.
    func kill(afterLines count: Int) {
        var said: [UInt8] = []
        while said.count(where: { $0 == UInt8(ascii: "\n") }) < count, let more = read() { said += more }
        Foundation.kill(process.processIdentifier, SIGKILL)
        while let more = read() { said += more }
        process.waitUntilExit()
        let whole = said.prefix(through: said.lastIndex(of: UInt8(ascii: "\n")) ?? 0)
        lines = String(decoding: whole, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// What it says next; `nil` when it has gone. `FileHandle` would trap where a signal interrupts it.
    private func read() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = Foundation.read(output.fileHandleForReading.fileDescriptor, &buffer, buffer.count)
            if count > 0 { return Array(buffer[..<count]) }
            if count == 0 || errno != EINTR { return nil }
        }
    }
}
