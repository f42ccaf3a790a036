// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// One run as an article of the page.
struct HTMLRun {
    let run: ExportedRun
    let timing: StreamTiming
    let lanes: [ExportedLane]

    init(_ run: ExportedRun) {
        self.run = run
        timing = StreamTiming(run.events)
        lanes = run.lanes
    }

    func write(to output: inout ExportOutput) throws {
        try output.write("<article class=\"run\" id=\"run-\(run.context.id)\">\n")
        try output.write(header)
        try output.write(time)
        for lane in lanes { try write(lane, to: &output) }
        try output.write(charts)
        try output.write("<section class=\"more\">\n")
        try writeDetails(to: &output)
        try output.write("</section>\n\(Self.keys)")
        try writeData(to: &output)
        try output.write("</article>\n")
    }

    private var header: String {
        let context = run.context
        let tags = context.tags.map { "<span>\(HTMLText.content($0))</span>" }.joined()
        return """
            <header>
            <p class="origin"><span class="status \(statusClass)">\(HTMLText.content(run.statusText))\(finish)</span>\
            <span>\(HTMLText.content(run.modelText))</span><time datetime="\(context.startedAt)">\(readableStart)</time>\
            <code>\(context.id)</code>\(tags.isEmpty ? "" : "<span class=\"tags\">\(tags)</span>")</p>
            <h1>\(HTMLText.content(run.heading))</h1>
            \(run.note.map { "<p class=\"note\">\(HTMLText.content($0))</p>" } ?? "")
            <dl class="numbers">\(RunNumbers(run, timing).html)</dl>
            \(flags)\(error)
            </header>

            """
    }

    /// A word that is ours: a status of any other program must not be a class of the page.
    private var statusClass: String {
        ["ended", "failed", "cancelled", "interrupted", "running"].contains(run.status) ? run.status : "other"
    }

    /// Why the answer ended, where that is not simply that it was complete.
    private var finish: String {
        guard let reason = run.result?.finishReason, reason != .stop, reason != .unknown else { return "" }
        return " · \(HTMLText.content(reason.rawValue))"
    }

    private var readableStart: String {
        let text = run.context.startedAt.description
        return "\(text.prefix(10)) \(text.dropFirst(11).prefix(8)) UTC"
    }

    private var flags: String {
        let items = timing.flags.map { "<li><b>\($0.name)</b>\(HTMLText.content($0.explanation))</li>" }
        return items.isEmpty ? "" : "<ul class=\"flags\">\(items.joined())</ul>\n"
    }

    private var error: String {
        guard let error = run.error else { return "" }
        let status = error.status.map { " (HTTP \($0))" } ?? ""
        let request = error.requestID.map { "\nrequest \($0)" } ?? ""
        return """
            <p class="error"><b>\(HTMLText.content(error.kind.rawValue + status))</b> \
            \(HTMLText.content(error.message + request))</p>
            """
    }

    /// What shares the axis of time: the phases, and the strip that the script draws.
    private var time: String {
        """
        <section class="time">
        \(PhaseBar(timing).html)
        <div class="strip"><canvas role="img" tabindex="0" aria-label="One tick for each chunk, by time"></canvas></div>
        <div class="bar"><button class="play" type="button">▶ Play</button>
        <select class="speed" aria-label="Speed"><option value="0.25">¼×</option><option value="0.5">½×</option>\
        <option value="1" selected>1×</option><option value="2">2×</option><option value="4">4×</option>\
        <option value="16">16×</option></select>
        <button class="warm" type="button" aria-pressed="false">Heat</button>
        <span class="scale"><span>&lt; 2 ms</span><span class="g1">10</span><span class="g2">30</span><span class="g3">100</span>\
        <span class="g4">300 ms</span><span class="g5">1 s</span><span class="g6">more</span></span>
        <input class="find" type="search" placeholder="Find…" aria-label="Find in the text">
        <button class="theme" type="button" aria-label="Light or dark">◐</button>
        <span class="said" aria-live="polite"></span></div>
        </section>

        """
    }

    private var charts: String {
        guard !timing.gaps.isEmpty else { return "" }
        return """
            <section class="charts">
            \(GapChart(timing).html)
            \(RateChart(timing).html)
            \(GrowthChart(timing).html)
            </section>

            """
    }

    private static let keys = """
        <p class="keys"><kbd>j</kbd> <kbd>k</kbd> next and previous chunk · <kbd>J</kbd> <kbd>K</kbd> long gaps · \
        <kbd>space</kbd> play · <kbd>+</kbd> <kbd>-</kbd> speed · drag on the strip, or mark text, to select · <kbd>z</kbd> zoom in · \
        <kbd>/</kbd> find · <kbd>h</kbd> heat · <kbd>t</kbd> light or dark · <kbd>esc</kbd> clear</p>

        """
}
