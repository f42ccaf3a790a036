// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Benchmark
import LLMCallbacksTesting
import Workloads

extension Benchmark {
    /// A benchmark of a workload. Its metrics: picoseconds a unit, and thousandths of what the floor took just before, for one
    /// call; or bytes a unit.
    static func workload(_ workload: Workload, of suite: Suite) {
        let time = BenchmarkMetric.custom("ps / \(workload.unit)")
        let ratio = BenchmarkMetric.custom("‰ of the floor")
        let memory = BenchmarkMetric.custom("bytes / \(workload.unit)")
        let units = [time, ratio, memory].map { ($0, BenchmarkUnits.count) }
        let configuration = Configuration(
            metrics: workload.isOfMemory ? [memory] : [time, ratio],
            units: Dictionary(uniqueKeysWithValues: units)
        )
        Benchmark("\(suite.name), \(workload.name)", configuration: configuration) { benchmark in
            if workload.isOfMemory {
                benchmark.measurement(memory, Int(try await workload.measure().perUnit.rounded()))
            } else {
                let floor = try await Workload.floor.measure().perUnit
                let cost = try await workload.measure().perUnit
                benchmark.measurement(time, Int((cost * 1000).rounded()))
                benchmark.measurement(ratio, Int((cost / floor * 1000).rounded()))
            }
        }
    }
}
