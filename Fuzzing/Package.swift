// swift-tools-version: 6.2
import PackageDescription

/// The language features of the package that is fuzzed.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

// A package of its own: its flags are none that a package may have that others depend on. Built by `scripts/fuzz`.
let package = Package(
    name: "Fuzzing",
    platforms: [.macOS(.v15)],
    products: [.library(name: "FuzzTargets", type: .static, targets: ["FuzzTargets"])],
    dependencies: [.package(name: "LLMCallbacks", path: "..")],
    targets: [
        .target(
            name: "FuzzTargets",
            dependencies: [.product(name: "LLMCallbacksOpenAI", package: "LLMCallbacks")],
            swiftSettings: settings
        )
    ],
    swiftLanguageModes: [.v6]
)
