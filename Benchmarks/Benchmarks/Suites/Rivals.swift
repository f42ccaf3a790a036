// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Benchmark
import LLMCallbacksTesting
import Rivals

/// The floor, this package and its rivals, in one process and in turns: an iteration is a turn of each, so that whatever else
/// the machine does hurts all alike. All tokens are checked to have arrived.
///
/// Metrics, for each contender: picoseconds a token, for all consumers together; and thousandths of the floor's time in the same
/// turn.
func rivalsSuite() {
    for consumers in [0, 1, 2, 4, 8, 64] {
        let contest = LazyContest(Rivals.all, consumers: consumers)
        let metrics = Rivals.all.map { RivalMetrics($0.name, hasFloor: consumers > 0) }
        let all = metrics.flatMap(\.all)
        var configuration = Benchmark.Configuration(metrics: all)
        configuration.units = Dictionary(uniqueKeysWithValues: all.map { ($0, .count) })
        configuration.maxDuration = .seconds(30)
        configuration.maxIterations = 60
        Benchmark("rivals, \(consumers) consumers", configuration: configuration) { benchmark in
            let times = try await contest.turn()
            for (metric, time) in zip(metrics, times) { metric.record(time, floor: times[0], benchmark) }
        }
    }
}

/// What is told of one contender.
private struct RivalMetrics {
    let time: BenchmarkMetric
    let ratio: BenchmarkMetric?

    /// Nobody is called if there is nobody to call: then ratios to the floor say nothing.
    init(_ name: String, hasFloor: Bool) {
        time = .custom("\(name), ps / token")
        ratio = hasFloor && name != "floor" ? .custom("\(name), ‰ of the floor") : nil
    }

    var all: [BenchmarkMetric] { [time, ratio].compactMap(\.self) }

    func record(_ nanoseconds: Double, floor: Double, _ benchmark: Benchmark) {
        benchmark.measurement(time, Int((nanoseconds * 1000).rounded()))
        if let ratio { benchmark.measurement(ratio, Int((nanoseconds / floor * 1000).rounded())) }
    }
}

/// A contest that is made at its first turn.
private actor LazyContest {
    private let contenders: [any Contender]
    private let consumers: Int
    private var contest: Contest?

    init(_ contenders: [any Contender], consumers: Int) {
        self.contenders = contenders
        self.consumers = consumers
    }

    func turn() async throws -> [Double] {
        var contest = if let contest { contest } else { try await Contest(contenders, consumers: consumers) }
        defer { self.contest = contest }
        return try await contest.turn()
    }
}
