// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Benchmark
import Workloads

/// Every suite. Run all with `swift package --package-path Benchmarks benchmark`, or some with `--filter`.
let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration.maxDuration = .seconds(1)
    Benchmark.defaultConfiguration.maxIterations = 200
    Benchmark.defaultConfiguration.warmupIterations = 3
    rivalsSuite()
    for suite in Suite.all {
        for workload in suite.workloads { Benchmark.workload(workload, of: suite) }
    }
}
