// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacks
import LLMCallbacksSQLite
import Synchronization

/// What many sessions cost at once, each at 50 tokens a second: time on processors, and the time that a token waits.
enum LiveCost {
    private static let seconds = 10
    private static let tokensPerSecond = 50

    static func measure(sessions: Int) async throws {
        let idle = try await run(sessions, Listener(nil))
        let workspace = try Workspace()
        let transcript = try TranscriptHandler(path: workspace.file)
        let listener = Listener(transcript)
        let recording = try await run(sessions, listener)
        let times = listener.times.withLock { $0 }.sorted()
        let tokens = Double(times.count)
        print("\(sessions) sessions at \(tokensPerSecond) tokens a second, for \(seconds) s: \(times.count) tokens")
        Report.line("one core, all told", Double(recording.processor) / Double(recording.clock) * 100, "%")
        let share = Double(recording.processor - idle.processor) / Double(recording.clock) * 100
        Report.line("one core, recording alone", share, "%")
        for share in [0.5, 0.9, 0.99, 0.999] {
            Report.line("handler, p\(share * 100)", Report.percentile(share, of: times), "ns")
        }
        Report.line("handler, longest", Report.percentile(1, of: times), "ns")
        await transcript.flush()
        let reader = try TranscriptReader(path: workspace.file)
        let stored = try reader.runs().reduce(0) { $0 + $1.chunkCount }
        Report.line("pieces stored of \(Int(tokens))", Double(stored), "")
    }

    private static func run(_ sessions: Int, _ listener: Listener) async throws -> (processor: Int64, clock: Int64) {
        let outputs = Outputs()
        let gates = (0..<sessions).map { _ in AsyncStream<Void>.makeStream() }
        return try await withThrowingTaskGroup(of: Void.self) { group in
            for session in 0..<sessions {
                let model = AnyStreamingModel("live") { _, output in
                    outputs.all.withLock { $0.append(output) }
                    for await _ in gates[session].stream {}
                    try await output.send(.finish(.stop))
                }
                group.addTask { _ = try await model.generate("Session \(session)", callbacks: [.handler(listener)]) }
            }
            while outputs.all.withLock({ $0.count }) < sessions { try await Task.sleep(for: .milliseconds(10)) }
            let cost = try await stream(into: outputs.all.withLock { $0 }, sessions)
            for gate in gates { gate.continuation.finish() }
            try await group.waitForAll()
            return cost
        }
    }

    /// What the models of the sessions write to.
    private final class Outputs: Sendable {
        let all = Mutex<[ModelOutput]>([])
    }

    /// Sends every session its tokens, spread evenly over each 20 ms.
    private static func stream(into outputs: [ModelOutput], _ sessions: Int) async throws -> (
        processor: Int64, clock: Int64
    ) {
        let texts = try Corpus().tokens(4096, from: 1)
        let ticks = 20
        let start = (processor: Stopwatch.processorTime, clock: Stopwatch.now)
        for tick in 0..<seconds * 1000 {
            let due = start.clock + Int64(tick) * 1_000_000
            let wait = due - Stopwatch.now
            if wait > 0 { usleep(UInt32(wait / 1000)) }
            for session in stride(from: tick % ticks, to: sessions, by: ticks) {
                try await outputs[session].send(.text(texts[(tick &* 31 &+ session) & 4095]))
            }
        }
        return (Stopwatch.processorTime - start.processor, Stopwatch.now - start.clock)
    }

    /// Passes events on, and takes the time of each token.
    private final class Listener: SettlingHandler {
        let times: Mutex<[Int64]>
        private let transcript: TranscriptHandler?

        init(_ transcript: TranscriptHandler?) {
            self.transcript = transcript
            var room: [Int64] = []
            room.reserveCapacity(2_000_000)
            times = Mutex(room)
        }

        func handle(_ event: CallbackEvent) throws {
            guard event.token != nil else { return try transcript?.handle(event) ?? () }
            let start = Stopwatch.now
            try transcript?.handle(event)
            let time = Stopwatch.now - start
            times.withLock { $0.append(time) }
        }

        func settle(_ end: CallbackEvent) async throws { try await transcript?.settle(end) }
    }
}
