// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LLMCallbacksSQLite

/// Whether a deletion is carried out. First it is always shown.
struct DeletionOptions: ParsableArguments {
    @Flag(name: [.customShort("y"), .long], help: "Delete without asking.")
    var yes = false

    @Flag(name: .long, help: "Only show what would go.")
    var dryRun = false

    /// How many runs are shown one by one.
    private static let shownRuns = 20

    func validate() throws {
        if yes, dryRun { throw ValidationError("give --yes or --dry-run, not both") }
    }

    /// Shows a deletion on standard output, and carries it out if that is confirmed.
    ///
    /// - Throws: `TranscriptError`, ``FileError``.
    func carryOut(in database: DatabaseOptions, _ makePlan: (TranscriptEditor) throws -> DeletionPlan) throws {
        let editor = try database.editor()
        let plan = try makePlan(editor)
        try show(plan, editor.reader)
        guard !plan.runs.isEmpty else { return }
        guard try isConfirmed() else { return Console.report("nothing was deleted") }
        let receipt = try editor.delete(plan)
        Console.report("deleted \(Figures.count(receipt.runs.count, "run"))")
    }

    /// All runs, as `list` has them; on a terminal the first alone.
    private func show(_ plan: DeletionPlan, _ reader: TranscriptReader) throws {
        let isForPeople = Terminal.isConnected(1)
        let shown = isForPeople ? Array(plan.runs.prefix(Self.shownRuns)) : plan.runs
        let display = Display(style: TextStyle(isOn: ColorChoice.auto.isOn()), isPaged: false)
        try RunReport(format: isForPeople ? .table : .tsv, display: display).write(shown, from: reader)
        let more = plan.runs.count - shown.count
        if more > 0 { try StandardDescriptors.write(Array("and \(more) more\n".utf8), to: 1) }
        Console.report(summary(of: plan))
    }

    private func summary(of plan: DeletionPlan) -> String {
        let stay = plan.running.isEmpty ? "" : "; \(Figures.count(plan.running.count, "run")) under way would stay"
        guard !plan.runs.isEmpty else { return "there is nothing to delete\(stay)" }
        let chunks = Figures.count(plan.chunkCount, "chunk")
        return
            "would delete \(Figures.count(plan.runs.count, "run")) with \(chunks), \(Figures.bytes(plan.bytes))\(stay)"
    }

    private func isConfirmed() throws -> Bool {
        if yes { return true }
        guard !dryRun, Terminal.canAsk else {
            if !dryRun { Console.report("this was a dry run; give --yes to delete") }
            return false
        }
        try StandardDescriptors.write(Array("Delete? [y/N] ".utf8), to: 2)
        let answer = String(decoding: try StandardDescriptors.read(from: 0), as: UTF8.self)
        return ["y", "yes"].contains(answer.lowercased().filter { !$0.isWhitespace })
    }
}
