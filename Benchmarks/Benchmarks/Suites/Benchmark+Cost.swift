// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Benchmark
import LLMCallbacksTesting

extension Benchmark {
    /// A benchmark of the time that one unit of work takes, such as a token: its metric is picoseconds a unit.
    ///
    /// - Parameters:
    ///   - name: Suite, subject and shape, separated by commas.
    ///   - unit: What is counted.
    ///   - work: Does it once. Returns how long that took, and how many units it was.
    static func cost(of name: String, per unit: String, _ work: @escaping () async throws -> (Duration, Int)) {
        let metric = BenchmarkMetric.custom("ps / \(unit)")
        Benchmark(name, configuration: .init(metrics: [metric], units: [metric: .count])) { benchmark in
            let (elapsed, count) = try await work()
            benchmark.measurement(metric, Int((elapsed / .nanoseconds(1) * 1000 / Double(count)).rounded()))
        }
    }

    /// A benchmark of one contender's cost a token.
    static func cost(of name: String, _ contender: any Contender, _ load: TokenLoad, to consumers: Int) {
        cost(of: name, per: "token") {
            let delivery = try await contender.deliver(load, to: consumers)
            try delivery.check(load, consumers: consumers, by: name)
            return (delivery.elapsed, load.count)
        }
    }
}
