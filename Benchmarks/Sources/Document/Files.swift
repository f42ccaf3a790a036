// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import PerformanceDocument

/// The generated files.
struct Files {
    let root: URL

    private var document: URL { root.appendingPathComponent("Docs/Performance.md") }
    private var plot: URL { root.appendingPathComponent("Docs/performance.svg") }

    func write(_ made: PerformanceDocument) throws {
        try Data(made.markdown.utf8).write(to: document)
        try Data(made.svg.utf8).write(to: plot)
    }

    /// Throws unless the files are what the generator makes.
    ///
    /// The notes on instructions have a file and an author of their own. If only they are newer than the document, that is said,
    /// and is no fault: no measurement is touched by it.
    func check() throws {
        let made = try PerformanceDocument(root: root)
        let written = try String(contentsOf: document, encoding: .utf8)
        guard try String(contentsOf: plot, encoding: .utf8) == made.svg else {
            throw Difference(file: plot.lastPathComponent)
        }
        if written == made.markdown { return print("Docs/Performance.md is what was measured") }
        let marker = "\u{1}"
        let parts = try PerformanceDocument(root: root, notes: marker).markdown.components(separatedBy: marker)
        guard parts.count == 2, written.hasPrefix(parts[0]), written.hasSuffix(parts[1]) else {
            throw Difference(file: document.lastPathComponent)
        }
        print("Docs/Performance.md holds older notes than Docs/Performance-notes.md: run Benchmarks/document")
    }

    struct Difference: Error, CustomStringConvertible {
        let file: String
        var description: String { "\(file) is not what the generator makes: run Benchmarks/document" }
    }
}
