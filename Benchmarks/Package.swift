// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who depends on LLMCallbacks resolves what is measured beside it.
let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "LLMCallbacks", path: "..")],
    targets: [
        .executableTarget(name: "Dispatch", dependencies: [.product(name: "LLMCallbacks", package: "LLMCallbacks")]),
        .executableTarget(name: "Primitives"),
    ],
    swiftLanguageModes: [.v6]
)
