// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksSQLite

/// How fast a run was, on one line.
struct RunTiming {
    /// Times to the first piece and to the end, the number of pieces, speed, and the longest gap.
    let text: String

    init(_ document: RunDocument) {
        let run = document.run
        var parts: [String] = []
        if let first = run.timeToFirstToken { parts.append("first after \(Figures.duration(first))") }
        if let duration = run.duration { parts.append("\(Figures.duration(duration)) in all") }
        parts.append(Figures.count(run.chunkCount, "chunk"))
        if let rate = run.outputRate { parts.append("\(Figures.decimals(rate, 1)) tokens/s") }
        let times = document.pieces.map(\.time)
        let gaps = zip(times.dropFirst(), times).map { $0 - $1 }
        if let longest = gaps.max() { parts.append("longest gap \(Figures.duration(longest))") }
        text = parts.joined(separator: ", ")
    }
}
