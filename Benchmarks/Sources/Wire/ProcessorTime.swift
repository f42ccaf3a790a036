// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Processor time that has been used, in seconds: by the whole process, and by the transport's thread where the system tells.
struct ProcessorTime {
    var process: Double
    var transport: Double?

    /// What has been used so far.
    static var now: ProcessorTime {
        let usage = usage
        let seconds = [usage.ru_utime, usage.ru_stime].map { Double($0.tv_sec) + Double($0.tv_usec) / 1e6 }
        return ProcessorTime(process: seconds.reduce(0, +), transport: transportThread)
    }

    /// What the system tells of the process.
    static var usage: rusage {
        var usage = rusage()
        #if canImport(Darwin)
            getrusage(RUSAGE_SELF, &usage)
        #else
            getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        #endif
        return usage
    }

    static func - (later: ProcessorTime, earlier: ProcessorTime) -> ProcessorTime {
        let transport = later.transport.flatMap { end in earlier.transport.map { end - $0 } }
        return ProcessorTime(process: later.process - earlier.process, transport: transport)
    }

    /// https://docs.kernel.org/scheduler/sched-stats.html
    private static var transportThread: Double? {
        let tasks = "/proc/self/task"
        let files = FileManager.default
        for task in (try? files.contentsOfDirectory(atPath: tasks)) ?? [] {
            func read(_ file: String) -> String? {
                try? String(contentsOfFile: "\(tasks)/\(task)/\(file)", encoding: .utf8)
            }
            guard read("comm") == "llm-http\n", let line = read("schedstat") else { continue }
            return line.split(separator: " ").first.flatMap { Double($0) }.map { $0 / 1e9 }
        }
        return nil
    }
}
