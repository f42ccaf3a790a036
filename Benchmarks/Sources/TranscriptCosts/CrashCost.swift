// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacks
import LLMCallbacksSQLite
import Synchronization

/// What a kill takes away: this program runs itself, kills that at random moments, and looks how old the oldest piece is that is
/// missing from the file.
enum CrashCost {
    private static let sessions = 50

    /// What the program that will die says of each piece, once it has sent it.
    private struct Sent {
        var session: Int64
        var number: Int64
        var time: Int64
    }

    static func measure(kills: Int) throws {
        let workspace = try Workspace()
        var losses: [Int64] = []
        var (sent, lost, faults) = (0, 0, 0)
        for round in 0..<kills {
            let (pieces, killed) = try kill(workspace.file, round)
            let editor = try TranscriptEditor(path: workspace.file)
            if round % 20 == 0 || round == kills - 1 { faults += try editor.check().count }
            var query = RunQuery()
            query.tags = ["round \(round)"]
            var stored: [Int64: Int] = [:]
            for run in try editor.reader.runs(query) {
                let texts = try editor.reader.chunks(of: run).map(\.token.text)
                if texts != texts.indices.map({ "\($0) " }) { faults += 1 }
                stored[Int64(run.session) ?? -1] = texts.count
            }
            let missing = pieces.filter { $0.number >= stored[$0.session] ?? 0 }
            sent += pieces.count
            lost += missing.count
            losses.append(missing.map { killed - $0.time }.max() ?? 0)
        }
        losses.sort()
        print("\(kills) kills, \(sent) pieces sent, \(lost) lost, \(faults) faults in files")
        for share in [0.5, 0.9, 1] {
            Report.line(
                "age of the oldest piece lost, p\(Int(share * 100))",
                Report.percentile(share, of: losses) / 1e6,
                "ms"
            )
        }
    }

    private static func kill(_ file: String, _ round: Int) throws -> (sent: [Sent], killed: Int64) {
        let (process, output) = (Process(), Pipe())
        process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
        process.arguments = ["victim", file, "\(round)"]
        process.standardOutput = output
        try process.run()
        // Read beside: the pipe must not fill.
        let reading = Task.detached { try output.fileHandleForReading.readToEnd() ?? Data() }
        usleep(UInt32.random(in: 300_000...1_300_000))
        let killed = Stopwatch.now
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        let said = Data(try wait(for: reading))
        let count = said.count / MemoryLayout<Sent>.stride
        return (
            said.withUnsafeBytes { bytes in
                (0..<count).map { bytes.loadUnaligned(fromByteOffset: $0 * 24, as: Sent.self) }
            }, killed
        )
    }

    private static func wait(for task: Task<Data, any Error>) throws -> Data {
        let (done, result) = (DispatchSemaphore(value: 0), ResultBox())
        Task.detached {
            let said = await task.result
            result.value.withLock { $0 = said }
            done.signal()
        }
        done.wait()
        return try result.value.withLock { $0 }?.get() ?? Data()
    }

    private final class ResultBox: Sendable {
        let value = Mutex<Result<Data, any Error>?>(nil)
    }

    /// The program that is killed: sessions at 50 pieces a second.
    static func die(_ file: String, _ round: String) async throws {
        let transcript = try TranscriptHandler(path: file)
        await withTaskGroup(of: Void.self) { group in
            for session in 0..<sessions {
                group.addTask {
                    let model = AnyStreamingModel("victim") { _, output in
                        for number in 0..<1_000_000 {
                            try await output.send(.text("\(number) "))
                            say(Sent(session: Int64(session), number: Int64(number), time: Stopwatch.now))
                            try await Task.sleep(for: .milliseconds(Int.random(in: 10...30)))
                        }
                    }
                    let options = RunOptions(session: "\(session)", tags: ["round \(round)"])
                    _ = try? await model.generate("Count.", callbacks: [.handler(transcript)], options: options)
                }
            }
        }
    }

    /// One call a piece: the kill leaves none in a buffer.
    private static func say(_ piece: Sent) { _ = withUnsafeBytes(of: piece) { write(1, $0.baseAddress, $0.count) } }
}
