// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacksExport

/// A difference for people: words in `[-brackets-]` were removed, words in `{+braces+}` were added, as `git diff --word-diff` and
/// `wdiff` have them.
struct DifferenceReport {
    /// How many lines of what is the same are shown beside a change.
    private static let context = 3

    let difference: RunDifference
    let style: TextStyle

    /// The texts.
    var text: String {
        guard !difference.hasSameText else { return "" }
        return difference.lanes.filter { !$0.difference.isEmpty }.map { lane in
            let title = difference.lanes.count > 1 || lane.name != "text" ? "\(style.bold(lane.name))\n" : ""
            let parts = lane.difference.parts
            let body = parts.indices.map { show(parts[$0], isFirst: $0 == 0, isLast: $0 == parts.count - 1) }.joined()
            return title + (body.hasSuffix("\n") ? body : body + "\n")
        }.joined(separator: "\n")
    }

    private func show(_ part: TextDifference.Part, isFirst: Bool, isLast: Bool) -> String {
        let text = VisibleText.lines(part.text)
        switch part.kind {
        case .same: return shortened(text, keepsStart: !isFirst, keepsEnd: !isLast)
        case .removed: return mark(text, "[-", "-]") { style.red($0) }
        case .added: return mark(text, "{+", "+}") { style.green($0) }
        }
    }

    /// Marks each line by itself, so that a pager which cuts lines cuts no mark.
    private func mark(_ text: String, _ open: String, _ close: String, _ paint: (String) -> String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { paint("\(open)\($0)\(close)") }.joined(separator: "\n")
    }

    private func shortened(_ text: String, keepsStart: Bool, keepsEnd: Bool) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let start = keepsStart ? Self.context : 0
        let end = keepsEnd ? Self.context : 0
        let left = lines.count - start - end
        guard left > 2 else { return text }
        let gap = style.dim("… \(Figures.count(left, "line")) the same …")
        return (lines.prefix(start) + [gap[...]] + lines.suffix(end)).joined(separator: "\n")
    }

    // MARK: Times

    /// The times, side by side.
    var timing: String {
        let rows = difference.timingRows
        let width = rows.map(\.name.count).max() ?? 0
        let columns = rows.map { max($0.first.count, $0.second.count) }.max() ?? 0
        func left(_ text: String, _ width: Int) -> String {
            text + String(repeating: " ", count: max(0, width - text.count))
        }
        func right(_ text: String, _ width: Int) -> String {
            String(repeating: " ", count: max(0, width - text.count)) + text
        }
        let lines = rows.map { row in
            "\(style.dim(left(row.name, width)))  \(right(row.first, columns))  \(right(row.second, columns))  \(right(row.ratio, 7))\n"
        }
        return lines.joined() + strips
    }

    /// How much came when, for both runs on one axis.
    private var strips: String {
        let total = max(difference.first.timing.total, difference.second.timing.total)
        guard total > .zero else { return "" }
        let strips = [difference.first, difference.second].map { TimeStrip($0.timing, over: total) }
        let most = max(strips[0].most, strips[1].most)
        guard most > 0 else { return "" }
        return "\n" + zip(["A", "B"], strips).map { "\(style.dim($0))  \($1.text(most: most))\n" }.joined()
            + style.dim(
                "   0 s" + String(repeating: " ", count: max(1, TimeStrip.columns - 3 - Figures.duration(total).count))
            )
            + style.dim(Figures.duration(total)) + "\n"
    }
}
