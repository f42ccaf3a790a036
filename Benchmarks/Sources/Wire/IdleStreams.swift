// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What memory a silent stream takes, with its run, its task and its connection.
struct IdleStreams {
    let count: Int

    func measure() async throws {
        let server = try ServerProcess()
        defer { server.stop() }
        let tally = TokenTally()
        // The first stream brings the libraries in.
        let first = try await OpenStreams(1, of: server.url, path: "idle", tally: tally)
        let before = Self.residentKiB
        let streams = try await OpenStreams(count, of: server.url, path: "idle", tally: tally)
        print("\(count) silent streams: \(Double(Self.residentKiB - before) / Double(count)) KiB each")
        await streams.cancel()
        await first.cancel()
    }

    /// The resident memory of the process: its peak where the system tells no more.
    private static var residentKiB: Int {
        if let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS:") }),
            let size = Int(line.filter(\.isNumber))
        {
            return size
        }
        return Int(ProcessorTime.usage.ru_maxrss) / 1_024
    }
}
