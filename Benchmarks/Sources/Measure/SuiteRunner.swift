// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacksTesting
import PerformanceDocument
import Workloads

/// Lets the workloads of a suite take turns, with the floor before each.
struct SuiteRunner {
    private let suite: Suite
    private var records: [Record]

    /// The turns of one workload.
    private struct Record {
        /// Thousandths of a nanosecond, or of a byte.
        var values = Histogram()
        /// Thousandths of the floor's time.
        var ratios = Histogram()
        var leastFloor = Double.infinity
    }

    init(_ suite: Suite) {
        self.suite = suite
        records = suite.workloads.map { _ in Record() }
    }

    /// Runs everything so often, after one turn that only warms up.
    func run(turns: Int) async throws -> SuiteResult {
        var runner = self
        for turn in 0...turns {
            for index in suite.workloads.indices { try await runner.measure(index, keeps: turn > 0) }
        }
        return SuiteResult(name: suite.name, about: suite.about, workloads: runner.results)
    }

    private mutating func measure(_ index: Int, keeps: Bool) async throws {
        let floor = try await Workload.floor.measure().perUnit
        let value = try await suite.workloads[index].measure().perUnit
        guard keeps else { return }
        records[index].values.record(Int((value * 1000).rounded()))
        records[index].ratios.record(Int((value / floor * 1000).rounded()))
        records[index].leastFloor = min(records[index].leastFloor, floor)
    }

    private var results: [WorkloadResult] {
        zip(suite.workloads, records).map { workload, record in
            let values = Percentiles { Double(record.values.percentile($0) ?? 0) / 1000 }
            return WorkloadResult(
                name: workload.name,
                unit: workload.unit,
                values: values,
                ratio: workload.isOfMemory ? nil : Percentiles { Double(record.ratios.percentile($0) ?? 0) / 1000 },
                leastRatio: workload.isOfMemory ? nil : values.least / record.leastFloor
            )
        }
    }
}
