// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LLMCallbacksTesting

/// `llmcallbacks bench`: measures on this machine what a token costs.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measure what a callback costs here.",
        discussion: """
            Delivers tokens to handlers, inline and behind queues, and measures what one
            token costs: beside the floor, which is a plain loop of method calls, and
            beside what one would write instead. All take turns in one process, so that
            whatever else the machine does hurts all alike; the least time and the spread
            are told as multiples of the floor's. Handlers count what they get, and a
            token that was lost, changed or out of order is an error.

            The table goes to standard output, progress to standard error. Measure with a
            release build: swift build -c release

            EXAMPLES
              llmcallbacks bench
              llmcallbacks bench --handlers 0,1,8 --turns 300
              llmcallbacks bench --json > costs.json
              llmcallbacks bench --markdown costs.md --svg costs.svg
            """
    )

    @Option(help: "Numbers of handlers, separated by commas; each from 0 to \(HandlerNumbers.most).")
    var handlers = HandlerNumbers.standard

    @Option(help: "How many turns each way of delivery has.")
    var turns = 100

    @Option(
        help: ArgumentHelp(
            "How many tokens a handler gets in a turn, rounded up to a multiple of 64. (default: as many as fill 2 ms)"
        )
    )
    var tokens: Int?

    @Flag(help: "Print one JSON object instead of the table.")
    var json = false

    @Option(
        defaultAsFlag: ReportTarget.standardOutput,
        help: ArgumentHelp("Write the table as Markdown: to a file, or instead of the table.", valueName: "file")
    )
    var markdown: ReportTarget?

    @Option(help: ArgumentHelp("Draw the cost against the number of handlers, and write it as SVG.", valueName: "file"))
    var svg: String?

    func validate() throws {
        guard (1...100_000).contains(turns) else { throw ValidationError("--turns must be from 1 to 100000") }
        if let tokens, !(1...100_000).contains(tokens) { throw ValidationError("--tokens must be from 1 to 100000") }
        if json, markdown == .standardOutput { throw ValidationError("give --json, or a file for --markdown") }
        if svg == "" || markdown == .file("") { throw ValidationError("the name of a file must not be empty") }
    }

    /// Measures and reports, until it is done or a signal stops it.
    func run() async throws {
        // Listens before anything is made: what a signal interrupts must be taken back.
        let (signals, stop) = AsyncStream<Never>.makeStream()
        StopSignals.shared.whenStopped { stop.finish() }
        try await withThrowingTaskGroup { group in
            group.addTask { try await report() }
            group.addTask {
                for await _ in signals {}
                throw StopSignals.shared.received.map(ExitStatus.stopped) ?? ExitStatus.done
            }
            try await group.next()
            group.cancelAll()
        }
    }

    private func report() async throws {
        // Opened first: whoever waits for a measurement wants to know at once that it cannot be written.
        let markdownFile = try markdown?.path.map(ReportFile.init)
        let plotFile = try svg.map(ReportFile.init)
        let isDebug = !Machine.current.isOptimized
        if isDebug { warnOfDebugBuild() }
        let costs = try await measure()
        try markdownFile?.write(costs.markdown)
        try plotFile?.write(costs.svg)
        try StandardDescriptors.write(Array(text(of: costs).utf8), to: 1)
        if isDebug { warnOfDebugBuild() }
    }

    private func text(of costs: CostTable) -> String {
        if json { return costs.json + "\n" }
        return markdown == .standardOutput ? costs.markdown : costs.description
    }

    private func measure() async throws -> CostTable {
        let line = ProgressLine()
        defer { line.clear() }
        do {
            return try await CostTable.measure(
                consumers: handlers.numbers,
                turns: turns,
                tokens: tokens,
                progress: line.show
            )
        } catch let error as IncompleteDelivery {
            line.clear()
            Console.report("\(error)")
            throw ExitStatus.failed
        }
    }

    private func warnOfDebugBuild() {
        Console.report("WARNING: this is a DEBUG build, whose times say nothing. Measure with: swift build -c release")
    }
}
