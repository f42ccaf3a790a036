// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import PerformanceDocument

/// Makes `Docs/Performance.md` and `Docs/performance.svg` of what was measured, or checks that they were made so.
///
///     Document write|check ROOT
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
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.count == 2, let command = arguments.first, let path = arguments.last else { throw Misuse() }
        let root = URL(fileURLWithPath: path, isDirectory: true)
        let files = Files(root: root)
        switch command {
        case "write": try files.write(PerformanceDocument(root: root))
        case "check": try files.check()
        default: throw Misuse()
        }
    }

    struct Misuse: Error, CustomStringConvertible {
        let description = "usage: Document write|check ROOT"
    }
}
