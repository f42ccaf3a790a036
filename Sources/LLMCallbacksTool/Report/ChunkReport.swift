// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksSQLite

/// The pieces of a run, a line each: number, time, gap, bytes, lane, text.
struct ChunkReport {
    let style: TextStyle
    /// Whether columns are padded and have headings; else there are tabs between them.
    let isForPeople: Bool
    /// Whether text is shown as it is.
    let isRaw: Bool

    /// The lines. A gap is the time since the piece before; text is in quotes, with escapes as in JSON.
    func lines(_ chunks: [RecordedChunk]) -> [String] {
        var lines: [String] = []
        lines.reserveCapacity(chunks.count + 1)
        if isForPeople { lines.append(style.dim(line("SEQ", "TIME", "GAP", "BYTES", "LANE", "TEXT"))) }
        var last = Duration.zero
        for chunk in chunks {
            lines.append(line(of: chunk, gap: chunk.time - last))
            last = chunk.time
        }
        return lines
    }

    private func line(of chunk: RecordedChunk, gap: Duration) -> String {
        line(
            "\(chunk.sequence)",
            seconds(chunk.time),
            seconds(gap),
            "\(chunk.token.text.utf8.count)",
            lane(of: chunk),
            quoted(chunk.token.text)
        )
    }

    private func line(
        _ sequence: String,
        _ time: String,
        _ gap: String,
        _ bytes: String,
        _ lane: String,
        _ text: String
    ) -> String {
        guard isForPeople else { return [sequence, time, gap, bytes, lane, text].joined(separator: "\t") + "\n" }
        let numbers = [(sequence, 6), (time, 11), (gap, 10), (bytes, 6)].map { value, width in
            String(repeating: " ", count: max(0, width - value.utf8.count)) + value
        }
        let lane = lane + String(repeating: " ", count: max(0, 10 - lane.utf8.count))
        return "\(numbers.joined(separator: " "))  \(lane)  \(text)\n"
    }

    private func seconds(_ duration: Duration) -> String {
        isForPeople ? Figures.decimals(duration / .seconds(1), 6) : Figures.seconds(duration)
    }

    private func lane(of chunk: RecordedChunk) -> String {
        var name: String
        switch chunk.token.lane {
        case .text: name = "text"
        case .reasoning: name = "reasoning"
        case .refusal: name = "refusal"
        case .toolCall(let slot): name = "toolCall:\(slot)"
        }
        if chunk.token.choice > 0 { name += "/\(chunk.token.choice)" }
        return chunk.isReplacement ? "=\(name)" : name
    }

    private func quoted(_ text: String) -> String {
        var json = JSONWriter()
        json.string(text)
        return isRaw ? json.text : VisibleText.line(json.text)
    }
}
