// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import PerformanceDocument

/// Makes `Docs/Performance.md` and `Docs/performance.svg` of what was measured, or checks that they were made so.
///
///     Document write ROOT THRESHOLDS    with the counts that were agreed to in that file
///     Document check ROOT
@main
enum Main {
    static func main() {
        do {
            try run()
        } catch {
            print("Document: \(error)")
            exit(1)
        }
    }

    private static func run() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard arguments.count >= 2 else { throw Misuse() }
        let root = URL(fileURLWithPath: arguments[1], isDirectory: true)
        let files = Files(root: root)
        switch (arguments[0], arguments.count) {
        case ("write", 3):
            try Results.adoptCounts(of: URL(fileURLWithPath: arguments[2]), root: root)
            try files.write(PerformanceDocument(root: root))
        case ("check", 2): try files.check()
        default: throw Misuse()
        }
    }

    struct Misuse: Error, CustomStringConvertible {
        let description = "usage: Document write ROOT THRESHOLDS, or Document check ROOT"
    }
}
