// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacksTesting
import PerformanceDocument
import Rivals
import Workloads

/// Measures everything that `Docs/Performance.md` tells, and writes it as JSON.
///
///     Measure FILE COMMIT
@main
enum Main {
    static func main() async {
        do {
            try await run()
        } catch {
            report("nothing: \(error)")
            exit(1)
        }
    }

    private static func run() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard arguments.count == 2 else { throw Fault("usage: Measure FILE COMMIT") }
        guard Machine.current.isOptimized else { throw Fault("this is a debug build: its times say nothing") }
        let results = Results(
            commit: arguments[1],
            date: Date.now.formatted(.iso8601.year().month().day()),
            contest: try await measureContest(),
            suites: try await measureSuites(),
            counts: [:]
        )
        try results.write(to: URL(fileURLWithPath: arguments[0]))
    }

    private static func measureContest() async throws -> CostTable {
        var consumers = -1
        return try await CostTable.measure(Rivals.all, turns: 100) { progress in
            if progress.consumers != consumers { report("contest, \(progress.consumers) consumers") }
            consumers = progress.consumers
        }
    }

    private static func measureSuites() async throws -> [SuiteResult] {
        var suites: [SuiteResult] = []
        for suite in Suite.all {
            report(suite.name)
            suites.append(try await SuiteRunner(suite).run(turns: 40))
        }
        return suites
    }

    private static func report(_ what: String) { FileHandle.standardError.write(Data("measuring \(what)\n".utf8)) }

    struct Fault: Error, CustomStringConvertible {
        let description: String
        init(_ description: String) { self.description = description }
    }
}
