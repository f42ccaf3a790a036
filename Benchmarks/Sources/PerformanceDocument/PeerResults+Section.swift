// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacksTesting

extension PeerResults {
    /// What stands where the peers were not run.
    static let notRun = """
        The peers were not run for this report: `Benchmarks/Peers/run` needs Python 3.10 and its package index.

        """

    /// The peers' tables, beside what this package takes for the same.
    func section(beside contest: CostTable) -> String {
        let names = packages
        let head = ["nanoseconds a token, the least"] + contest.consumers.map { "\($0)" }
        let ours = contest.rows.filter { ["floor", "inline", "queued"].contains($0.name) }
        let rows = (ours.map { ("Swift: \($0.name)", $0) } + rows.map { ("Python: \($0.name)", $0) }).map { name, row in
            [name] + row.cells.map { figure($0.nanoseconds.least) }
        }
        let work = work.map { [$0.name, $0.unit, figure($0.nanoseconds.least), figure($0.nanoseconds.p90)] }
        return """
            Python \(machine.python) on \(machine.processor), load \(figure(machine.load)); \(names). The tokens are the same, and \
            each consumer is checked to have got all of them, in order. The Python floor is a loop of method calls; every \
            language has its own.

            \(table(head, rows))
            \(table(["decoding and counting", "unit", "least, ns", "p90, ns"], work, textColumns: 2))
            """
    }

    private var packages: String {
        machine.packages.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }
}
