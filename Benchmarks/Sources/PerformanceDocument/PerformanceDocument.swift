// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import Foundation
import LLMCallbacksTesting

/// `Docs/Performance.md` and its plot, made of what was measured. Nothing in them is typed by hand but the template's words.
public struct PerformanceDocument: Sendable {
    /// The document.
    public let markdown: String
    /// The plot.
    public let svg: String

    /// Makes the document.
    ///
    /// - Parameters:
    ///   - root: The folder of the package that is measured.
    ///   - notes: What the remaining cost consists of; that of `Docs/Performance-notes.md` unless another is given.
    public init(root: URL, notes: String? = nil) throws {
        let results = try JSONDecoder().decode(Results.self, from: Self.data(root, Self.resultsPath))
        let template = String(decoding: try Self.data(root, "Benchmarks/Templates/Performance.md"), as: UTF8.self)
        let parts = [
            "goals": results.goalTable,
            "machine": results.contest.machine.description,
            "commit": results.commit,
            "date": results.date,
            "turns": "\(results.contest.rows.first?.cells.first?.turns ?? 0)",
            "contest": results.contest.markdown,
            "counts": results.countTable,
            "suites": results.suiteSections,
            "peers": try Self.peers(root, results),
            "notes": notes ?? Self.notes(root),
        ]
        markdown = try Self.fill(template, parts)
        svg = results.contest.svg
    }

    /// Where what was measured is kept, below the root.
    public static let resultsPath = "Benchmarks/Results/measured.json"

    /// What the remaining cost consists of, as it was written down by whoever looked: word for word.
    public static func notes(_ root: URL) -> String {
        let text = (try? data(root, "Docs/Performance-notes.md")).map { String(decoding: $0, as: UTF8.self) }
        return text ?? "Nobody has looked at the instructions of this version yet.\n"
    }

    private static func peers(_ root: URL, _ results: Results) throws -> String {
        guard let data = try? data(root, "Benchmarks/Results/peers.json") else { return PeerResults.notRun }
        let peers = try JSONDecoder().decode(PeerResults.self, from: data)
        guard peers.hasSameTokens else { throw Fault("the peers were measured with other tokens: run them again") }
        return peers.section(beside: results.contest)
    }

    /// Puts parts in the place of their names in double braces.
    private static func fill(_ template: String, _ parts: [String: String]) throws -> String {
        let filled = parts.reduce(template) { text, part in
            let name = "{{\(part.key)}}"
            // A part that fills lines brings its last line feed along.
            let value = part.value.hasSuffix("\n") ? String(part.value.dropLast()) : part.value
            return text.replacingOccurrences(of: name, with: value)
        }
        if let left = filled.range(of: "{{") { throw Fault("no such part: \(filled[left.lowerBound...].prefix(20))") }
        return filled
    }

    private static func data(_ root: URL, _ path: String) throws -> Data {
        try Data(contentsOf: root.appendingPathComponent(path))
    }

    /// Why no document could be made.
    struct Fault: Error, CustomStringConvertible {
        let description: String
        init(_ description: String) { self.description = description }
    }
}
