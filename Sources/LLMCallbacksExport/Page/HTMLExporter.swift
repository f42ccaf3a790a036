// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Runs as one page that needs nothing else: no network, no other file. See Docs/Exports.md.
///
/// Text and numbers are readable without script. Whatever was recorded is text on the page, and nothing more: it is escaped, and
/// the page's policy allows no script and no style but its own.
public struct HTMLExporter: RunExporter {
    private var overview = RunOverview()
    private var hasHead = false

    /// Creates an exporter.
    public init() {}

    /// Writes a run.
    public mutating func write(_ run: ExportedRun, to output: inout ExportOutput) throws {
        if !hasHead { try writeHead(title: run.heading, to: &output) }
        hasHead = true
        overview.add(run)
        try HTMLRun(run).write(to: &output)
    }

    /// Writes an overview if there are several runs, and the script.
    public mutating func finish(to output: inout ExportOutput) throws {
        if !hasHead { try writeHead(title: "No runs", to: &output) }
        try output.write(overview.html)
        try output.write("</main>\n<script>")
        try output.write(PageCode.script)
        try output.write("</script>\n</body>\n</html>\n")
        try output.flush()
    }

    private func writeHead(title: String, to output: inout ExportOutput) throws {
        try output.write(
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(PageCode.policy)">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <title>\(HTMLText.plain(title))</title>
            <style>
            """
        )
        try output.write(PageCode.style)
        try output.write("</style>\n</head>\n<body>\n<main>\n")
    }
}
