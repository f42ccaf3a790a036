// swift-tools-version: 6.2
import PackageDescription

/// The language features of the package that is measured.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let ours: [Target.Dependency] = ["LLMCallbacks", "LLMCallbacksTesting"]
    .map { .product(name: $0, package: "LLMCallbacks") }
let all: [Target.Dependency] =
    ours
    + ["LLMCallbacksOpenAI", "LLMCallbacksSQLite", "LLMCallbacksTokenizers"]
    .map { .product(name: $0, package: "LLMCallbacks") }

// A package of its own, so that nobody who depends on LLMCallbacks resolves what is measured beside it.
let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "LLMCallbacks", path: ".."),
        // Without traits: time is what it is asked for. Allocations and references are counted by callgrind: `CountGate`.
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
        // The rivals.
        .package(url: "https://github.com/apple/swift-async-algorithms", from: "1.1.4"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/OpenCombine/OpenCombine", from: "0.14.0"),
    ],
    targets: [
        .target(
            name: "Rivals",
            dependencies: ours + [
                .product(name: "AsyncAlgorithms", package: "swift-async-algorithms"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "OpenCombine", package: "OpenCombine"),
            ],
            swiftSettings: settings
        ),
        // What is timed, a file for each suite; and the same under ordo-one's harness, and as a report.
        .target(name: "CHeap"),
        .target(name: "Workloads", dependencies: all + ["CHeap"], swiftSettings: settings),
        .executableTarget(
            name: "Suites",
            dependencies: ours + ["Rivals", "Workloads", .product(name: "Benchmark", package: "benchmark")],
            path: "Benchmarks/Suites",
            swiftSettings: settings,
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]
        ),
        .target(name: "PerformanceDocument", dependencies: ours, swiftSettings: settings),
        .executableTarget(
            name: "Measure",
            dependencies: ours + ["PerformanceDocument", "Rivals", "Workloads"],
            swiftSettings: settings
        ),
        .executableTarget(name: "Document", dependencies: ["PerformanceDocument"], swiftSettings: settings),
        // What callgrind looks at, and what compares its counts with `Thresholds`.
        .executableTarget(
            name: "Counts",
            dependencies: ours + [.product(name: "LLMCallbacksSQLite", package: "LLMCallbacks")],
            swiftSettings: settings
        ),
        .executableTarget(name: "CountGate", swiftSettings: settings),
        // Times inline delivery beside the floor, and compares the ratio.
        .executableTarget(name: "RatioGate", dependencies: ours, swiftSettings: settings),
        .executableTarget(name: "Primitives", swiftSettings: settings),
        // Recording: time on the token path, bytes on the disk, many sessions at once, queries over many runs.
        .executableTarget(
            name: "TranscriptCosts",
            dependencies: [
                .product(name: "LLMCallbacks", package: "LLMCallbacks"),
                .product(name: "LLMCallbacksSQLite", package: "LLMCallbacks"),
            ],
            swiftSettings: settings
        ),
        // Many streams, and a large event, against a server in a process of its own.
        .executableTarget(name: "Wire", dependencies: all, swiftSettings: settings),
        // What scripts/tokenizers/speed.py times beside tiktoken.
        .executableTarget(
            name: "TokenSpeed",
            dependencies: [.product(name: "LLMCallbacksTokenizers", package: "LLMCallbacks")],
            swiftSettings: settings
        ),
    ],
    swiftLanguageModes: [.v6]
)
