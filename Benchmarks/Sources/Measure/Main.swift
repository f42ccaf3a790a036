// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacksTesting
import PerformanceDocument
import Rivals
import Workloads

/// Measures everything that `Docs/Performance.md` tells, and writes it as JSON.
///
///     Measure FILE COMMIT [THRESHOLDS]
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
        guard (2...3).contains(arguments.count) else { throw Fault("usage: Measure FILE COMMIT [THRESHOLDS]") }
        guard Machine.current.isOptimized else { throw Fault("this is a debug build: its times say nothing") }
        let results = Results(
            commit: arguments[1],
            date: Date.now.formatted(.iso8601.year().month().day()),
            contest: try await measureContest(),
            suites: try await measureSuites(),
            counts: try arguments.dropFirst(2).first.map(counts) ?? [:]
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try (encoder.encode(results) + Data("\n".utf8)).write(to: URL(fileURLWithPath: arguments[0]))
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

    /// What the gate has agreed to, by subject.
    private static func counts(path: String) throws -> [String: [String: Double]] {
        struct Thresholds: Decodable { let costs: [String: [String: Double]] }
        return try JSONDecoder().decode(Thresholds.self, from: Data(contentsOf: URL(fileURLWithPath: path))).costs
    }

    private static func report(_ what: String) { FileHandle.standardError.write(Data("measuring \(what)\n".utf8)) }

    struct Fault: Error, CustomStringConvertible {
        let description: String
        init(_ description: String) { self.description = description }
    }
}
