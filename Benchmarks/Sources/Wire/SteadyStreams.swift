// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// What processor time many streams of a steady rate take, over that of as many silent ones.
struct SteadyStreams {
    let count: Int
    let tokensPerSecond: Int
    let seconds: Int

    func measure() async throws {
        let server = try ServerProcess()
        defer { server.stop() }
        let tally = TokenTally()
        let idle = try await cores(of: "idle", server, tally)
        let before = tally.value
        let busy = try await cores(of: "steady-\(tokensPerSecond)", server, tally)
        let tokens = tally.value - before
        print("\(count) streams, \(tokensPerSecond) tokens/s each, \(seconds) s, \(tokens) tokens in all")
        print("cores, whole process: idle \(idle.process), streaming \(busy.process)")
        guard let idle = idle.transport, let busy = busy.transport else { return }
        print("cores, transport thread: idle \(idle), streaming \(busy), over idle \(busy - idle)")
        print("microseconds of the transport thread a token: \((busy - idle) * Double(seconds) * 1e6 / Double(tokens))")
    }

    private func cores(of path: String, _ server: ServerProcess, _ tally: TokenTally) async throws -> ProcessorTime {
        let streams = try await OpenStreams(count, of: server.url, path: path, tally: tally)
        try await Task.sleep(for: .seconds(1))
        let before = ProcessorTime.now
        let began = ContinuousClock.now
        try await Task.sleep(for: .seconds(seconds))
        let used = ProcessorTime.now - before
        let elapsed = began.duration(to: .now) / .seconds(1)
        await streams.cancel()
        return ProcessorTime(process: used.process / elapsed, transport: used.transport.map { $0 / elapsed })
    }
}
