// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import Foundation
public import LLMCallbacksTesting

/// All that was measured in one go: what `Docs/Performance.md` is made of.
public struct Results: Sendable, Codable {
    /// The commit that was measured.
    public var commit: String
    /// The day, as year, month and day.
    public var date: String
    /// This package, the floor and the rivals, in turns.
    public var contest: CostTable
    /// The suites.
    public var suites: [SuiteResult]
    /// What `.ci/count-gate` counted and agreed to: parts of the cost of a token, by subject.
    public var counts: [String: [String: Double]]

    /// Creates results.
    public init(
        commit: String,
        date: String,
        contest: CostTable,
        suites: [SuiteResult],
        counts: [String: [String: Double]]
    ) {
        self.commit = commit
        self.date = date
        self.contest = contest
        self.suites = suites
        self.counts = counts
    }
}

extension Results {
    /// The results below a root, with the counts that were agreed to last: those do not depend on when they were counted.
    ///
    /// - Parameter thresholds: The file of `.ci/count-gate`.
    public static func adoptCounts(of thresholds: URL, root: URL) throws {
        struct Thresholds: Decodable { let costs: [String: [String: Double]] }
        let file = root.appendingPathComponent(PerformanceDocument.resultsPath)
        var results = try JSONDecoder().decode(Results.self, from: Data(contentsOf: file))
        results.counts = try JSONDecoder().decode(Thresholds.self, from: Data(contentsOf: thresholds)).costs
        try results.write(to: file)
    }

    /// Writes them, a number a line.
    public func write(to file: URL) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try (encoder.encode(self) + Data("\n".utf8)).write(to: file)
    }
}

/// What was measured of one suite.
public struct SuiteResult: Sendable, Codable {
    /// The suite's name.
    public var name: String
    /// How it is measured.
    public var about: String
    /// A result for each workload.
    public var workloads: [WorkloadResult]

    /// Creates a result.
    public init(name: String, about: String, workloads: [WorkloadResult]) {
        self.name = name
        self.about = about
        self.workloads = workloads
    }
}

/// What was measured of one workload.
public struct WorkloadResult: Sendable, Codable {
    /// The workload's name.
    public var name: String
    /// What a unit is.
    public var unit: String
    /// Nanoseconds a unit, a value a turn; or bytes, where memory was measured.
    public var values: Percentiles
    /// How many times the floor's time for one call, measured just before; `nil` of memory.
    public var ratio: Percentiles?
    /// The least time as a multiple of the floor's least; `nil` of memory.
    public var leastRatio: Double?

    /// Creates a result.
    public init(name: String, unit: String, values: Percentiles, ratio: Percentiles?, leastRatio: Double?) {
        self.name = name
        self.unit = unit
        self.values = values
        self.ratio = ratio
        self.leastRatio = leastRatio
    }
}
