// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacks
import LLMCallbacksSQLite

/// A program that records until it is killed: several runs at once, one after the other, of all sorts. On standard output it says what
/// it knows to be written: a run's id and its number of pieces, a line each.
///
/// With a third argument no file may have more bytes than that, until it has made so many runs; then it ends.
@main
enum TranscriptVictim {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 3, let lanes = Int(arguments[2]) else { exit(64) }
        let transcript = try TranscriptHandler(path: arguments[1])
        if arguments.count > 3, let bytes = Int(arguments[3]) { return try await fill(transcript, bytes, runs: lanes) }
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<lanes {
                group.addTask { while true { await record(into: transcript) } }
            }
        }
    }

    /// One run inside another: it counts in two lanes, with some pieces of many kilobytes and other events in between, and ends in one
    /// way or another.
    private static func record(into transcript: TranscriptHandler) async {
        let length = Int.random(in: 1...4000)
        let fails = Bool.random()
        let model = AnyStreamingModel("victim") { _, output in
            if length % 3 == 0 { try await output.send(.retrying(Retry(attempt: 1, delay: .zero, reason: "busy"))) }
            for number in 0..<length {
                let text = number % 601 == 600 ? "\(number) " + String(repeating: "x", count: 40_000) : "\(number) "
                try await output.send(number % 7 == 0 ? .reasoning(text) : .text(text))
                if number % 50 == 0 { try await output.send(.custom(name: "mark", data: .integer(number))) }
                if number % 97 == 0 {
                    await transcript.flush()
                    acknowledge("\(output.run.id) \(number + 1)\n")
                }
            }
            if fails { throw ModelError(.server, "down") }
        }
        let manager = CallbackManager([.handler(transcript)])
        var options = RunOptions()
        options.id = RunID()
        let inner = options
        _ = try? await manager.run("around", kind: .chain, value: .integer(length)) { _ in
            try await model.generate("Count to \(length).", options: inner).text
        }
        if let id = inner.id { acknowledge("\(id) \(length) end\n") }
    }

    /// Records while files cannot grow, and goes on when they can. Says how often each run was told of it.
    private static func fill(_ transcript: TranscriptHandler, _ bytes: Int, runs: Int) async throws {
        signal(SIGXFSZ, SIG_IGN)
        try limit(toBytes: bytes)
        for run in 0..<runs {
            let model = AnyStreamingModel("full") { _, output in
                for number in 0..<2000 { try await output.send(.text("\(number) ")) }
                await transcript.flush()
                if run == runs - 1 { try limit(toBytes: nil) }
            }
            let reply = try await model.generate("Fill the disk.", callbacks: [.handler(transcript)])
            acknowledge("\(reply.runID) \(reply.handlerFailureCount) \(reply.text.utf8.count)\n")
        }
        await transcript.flush()
    }

    /// https://man7.org/linux/man-pages/man2/getrlimit.2.html, RLIMIT_FSIZE
    private static func limit(toBytes bytes: Int?) throws {
        var limit = rlimit()
        #if canImport(Darwin)
            let resource = RLIMIT_FSIZE
        #else
            let resource = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
        #endif
        getrlimit(resource, &limit)
        limit.rlim_cur = bytes.map { numericCast($0) } ?? limit.rlim_max
        guard setrlimit(resource, &limit) == 0 else { throw POSIXError(.EPERM) }
    }

    /// One call of `write` a line, so that the kill leaves none in a buffer.
    private static func acknowledge(_ line: String) {
        let bytes = Array(line.utf8)
        _ = write(1, bytes, bytes.count)
    }
}
