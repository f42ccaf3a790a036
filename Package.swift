// swift-tools-version: 6.2
import PackageDescription

/// Language features that every target of this package is written in.
let settings: [SwiftSetting] = [
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0335-existential-any.md
    .enableUpcomingFeature("ExistentialAny"),
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0444-member-import-visibility.md
    .enableUpcomingFeature("MemberImportVisibility"),
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0409-access-level-on-imports.md
    .enableUpcomingFeature("InternalImportsByDefault"),
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0461-async-function-isolation.md
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
    name: "LLMCallbacks",
    // `Synchronization.Mutex` and `Atomic` set the floor: macOS 15, iOS 18.
    platforms: [.macOS(.v15), .iOS(.v18), .tvOS(.v18), .watchOS(.v11), .visionOS(.v2)],
    products: [
        .library(name: "LLMCallbacks", targets: ["LLMCallbacks"]),
        .library(name: "LLMCallbacksExport", targets: ["LLMCallbacksExport"]),
        .library(name: "LLMCallbacksTesting", targets: ["LLMCallbacksTesting"]),
        .library(name: "LLMCallbacksOpenAI", targets: ["LLMCallbacksOpenAI"]),
        .library(name: "LLMCallbacksPrices", targets: ["LLMCallbacksPrices"]),
        .library(name: "LLMCallbacksSQLite", targets: ["LLMCallbacksSQLite"]),
        .library(name: "LLMCallbacksTokenizers", targets: ["LLMCallbacksTokenizers"]),
        .executable(name: "llmcallbacks", targets: ["LLMCallbacksTool"]),
    ],
    dependencies: [
        // The command-line tool alone needs it.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // The transcripts alone need it, and the system's libsqlite3 beneath it.
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        // The core: no package, no C library of its own, no Foundation.
        .target(name: "LLMCallbacks", swiftSettings: settings),
        .target(name: "LLMCallbacksTesting", dependencies: ["LLMCallbacks"], swiftSettings: settings),
        .target(name: "ServerSentEvents", swiftSettings: settings),
        .systemLibrary(
            name: "CCurl",
            pkgConfig: "libcurl",
            providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]
        ),
        .target(
            name: "LLMCallbacksOpenAI",
            dependencies: ["LLMCallbacks", "ServerSentEvents", "CCurl"],
            swiftSettings: settings
        ),
        // A table of 70 kB: apart, so that nobody links it unasked.
        .target(
            name: "LLMCallbacksPrices",
            dependencies: ["LLMCallbacks"],
            exclude: ["Bundled/LICENSE-genai-prices"],
            swiftSettings: settings
        ),
        .target(
            name: "LLMCallbacksSQLite",
            dependencies: [
                "LLMCallbacks", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: settings
        ),
        // Apart, for the page's code: whoever only records does not link it.
        .target(
            name: "LLMCallbacksExport",
            dependencies: ["LLMCallbacks"],
            resources: [.embedInCode("Page/page.css"), .embedInCode("Page/page.js")],
            swiftSettings: settings
        ),
        // The vocabularies, embedded in a C file: a literal in Swift would take minutes to compile.
        .target(
            name: "CTokenizerData",
            exclude: ["NOTICE.md", "cl100k_base.pairs", "o200k_base.pairs", "scalar_classes.table"]
        ),
        .target(
            name: "LLMCallbacksTokenizers",
            dependencies: ["LLMCallbacks", "CTokenizerData"],
            swiftSettings: settings
        ),
        // Not named like its product: on a disk that ignores case it would be the core's folder.
        .executableTarget(
            name: "LLMCallbacksTool",
            dependencies: [
                "LLMCallbacks", "LLMCallbacksOpenAI", "LLMCallbacksTokenizers", "LLMCallbacksPrices",
                "LLMCallbacksSQLite", "LLMCallbacksExport", "LLMCallbacksTesting",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "LLMCallbacksTests",
            dependencies: ["LLMCallbacks", "LLMCallbacksTesting"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "LLMCallbacksTestingTests",
            dependencies: ["LLMCallbacks", "LLMCallbacksTesting"],
            swiftSettings: settings
        ),
        // Real servers on this machine, for the tests of all that speaks HTTP. Part of no product.
        .target(name: "Loopback", path: "Tests/Loopback", swiftSettings: settings),
        .testTarget(
            name: "LLMCallbacksOpenAITests",
            dependencies: ["LLMCallbacksOpenAI", "LLMCallbacks", "ServerSentEvents", "Loopback"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "LLMCallbacksTokenizersTests",
            dependencies: ["LLMCallbacksTokenizers", "LLMCallbacks"],
            exclude: ["Vectors"],
            swiftSettings: settings
        ),
        // Runs the program that was built beside it.
        .testTarget(
            name: "LLMCallbacksToolTests",
            dependencies: [
                "LLMCallbacksTool", "LLMCallbacks", "LLMCallbacksSQLite", "LLMCallbacksTesting", "Loopback",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "LLMCallbacksSQLiteTests",
            dependencies: [
                "LLMCallbacksSQLite", "LLMCallbacks", "LLMCallbacksTesting",
                .product(name: "GRDB", package: "GRDB.swift"), "TranscriptVictim", "SchemaDocument",
            ],
            swiftSettings: settings
        ),
        // A program that the tests of transcripts kill. Part of no product.
        .executableTarget(
            name: "TranscriptVictim",
            dependencies: ["LLMCallbacksSQLite", "LLMCallbacks"],
            path: "Tests/TranscriptVictim",
            swiftSettings: settings
        ),
        // Writes Docs/Schema.md from the database: scripts/schema. Part of no product.
        .executableTarget(
            name: "SchemaDocument",
            dependencies: ["LLMCallbacksSQLite", .product(name: "GRDB", package: "GRDB.swift")],
            path: "Tests/SchemaDocument",
            swiftSettings: settings
        ),
        .testTarget(
            name: "LLMCallbacksExportTests",
            dependencies: ["LLMCallbacksExport", "LLMCallbacks", "LLMCallbacksSQLite", "LLMCallbacksTesting"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "LLMCallbacksPricesTests",
            dependencies: ["LLMCallbacksPrices", "LLMCallbacks"],
            exclude: ["Vectors"],
            swiftSettings: settings
        ),
        .testTarget(name: "ServerSentEventsTests", dependencies: ["ServerSentEvents"], swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
