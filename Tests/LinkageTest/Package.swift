// swift-tools-version: 6.2
import PackageDescription

// A program that uses the core and nothing else: see .ci/check-linkage.
let package = Package(
    name: "LinkageTest",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "LLMCallbacks", path: "../..")],
    targets: [
        .executableTarget(name: "CoreAlone", dependencies: [.product(name: "LLMCallbacks", package: "LLMCallbacks")])
    ],
    swiftLanguageModes: [.v6]
)
