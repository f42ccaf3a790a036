// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksSQLite

/// A run with those around it and inside it, as a tree.
struct RunTree {
    /// How deep a tree is followed.
    private static let maxDepth = 64

    let reader: TranscriptReader
    /// The run that was asked for, to be marked.
    let shown: RunID
    let style: TextStyle

    /// The lines of the tree, from the outermost run that is recorded.
    func text(around run: RecordedRun) throws -> String {
        var root = run
        for _ in 0..<Self.maxDepth {
            guard let parent = try root.parentID.flatMap({ try reader.run(id: $0) }) else { break }
            root = parent
        }
        var text = line(of: root)
        try add(root.id, indent: "", depth: 1, to: &text)
        return text
    }

    private func add(_ parent: RunID, indent: String, depth: Int, to text: inout String) throws {
        guard depth < Self.maxDepth else { return }
        let children = try reader.children(of: parent)
        for (place, child) in children.enumerated() {
            let isLast = place == children.count - 1
            text += style.dim(indent + (isLast ? "└─ " : "├─ ")) + line(of: child)
            try add(child.id, indent: indent + (isLast ? "   " : "│  "), depth: depth + 1, to: &text)
        }
    }

    private func line(of run: RecordedRun) -> String {
        let name = VisibleText.line(run.name)
        var parts = [
            run.id == shown ? style.bold(name) : name, style.dim(VisibleText.line(run.kind.rawValue)),
            style.emphasize(run.status.rawValue, run.status.emphasis),
        ]
        if let duration = run.duration { parts.append(Figures.duration(duration)) }
        if run.chunkCount > 0 { parts.append(Figures.count(run.chunkCount, "chunk")) }
        parts.append(style.dim(run.id.description))
        return parts.joined(separator: "  ") + (run.id == shown ? "  ←\n" : "\n")
    }
}
