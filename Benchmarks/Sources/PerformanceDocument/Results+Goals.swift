// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacksTesting

extension Results {
    /// What the package promises, and what came of it. By least times: what a machine that does nothing else would come to.
    var goals: [Goal] {
        [
            Goal("a token to no handler", atMost: 20, least("inline", 0), " ns", by: "contest"),
            Goal("the same, if nobody asks for times", atMost: 20, least("inline, no times", 0), " ns", by: "contest"),
            Goal("each further inline handler", atMost: 1.5, further, " times the floor's call", by: "contest"),
            Goal("a token to one queued handler", atMost: 100, least("queued", 1), " ns", by: "contest"),
        ] + rivals + [
            Goal("a token to one loop", atMost: 200, value("iterator", "kept, 1 loop"), " ns", by: "iterator"),
            Goal(
                "a chunk from the socket to a handler",
                atMost: 1000,
                value("socket bytes to handler", "in bulk, 1 stream"),
                " ns",
                by: "socket bytes to handler"
            ),
            Goal(
                "a live run, beside its text and its task",
                atMost: 4096,
                memory("lifecycle", "a live run, beside its task"),
                " bytes",
                by: "lifecycle"
            ),
        ] + counted
    }

    private var rivals: [Goal] {
        /// How many times as long the rival takes.
        func times(_ rival: String, _ queued: String) -> Double? {
            guard let queued = least(queued, 1), let rival = least(rival, 1) else { return nil }
            return rival / queued
        }
        return ["AsyncStream", "AsyncChannel", "share()", "task group"].map { rival in
            Goal("\(rival), beside queued", atLeast: 10, times(rival, "queued"), " times", by: "contest")
        } + [
            Goal(
                "an idle actor, beside queued, both without times",
                atLeast: 1,
                times("actor", "queued, no times"),
                " times",
                by: "contest"
            ),
            Goal(
                "an idle actor, beside queued, both with times",
                atLeast: 1,
                times("actor, with times", "queued"),
                " times",
                by: "contest"
            ),
            Goal(
                comparing: "an idle actor without times, beside queued with times",
                times("actor", "queued"),
                " times",
                by: "contest"
            ),
        ]
    }

    private var counted: [Goal] {
        let parts = [
            ("retains", "references counted"), ("releases", "references discounted"), ("mallocs", "allocations"),
        ]
        return [
            Goal(
                "each further inline handler, in instructions",
                atMost: 1.5,
                furtherInstructions,
                " times the floor's call",
                by: "count gate"
            )
        ]
            + parts.map { part, name in
                Goal("\(name) by each further inline handler", atMost: 0, further("inline", part), "", by: "count gate")
            }
    }

    private var furtherInstructions: Double? {
        guard let inline = further("inline", "instructions"), let floor = further("floor", "instructions"), floor > 0
        else {
            return nil
        }
        return inline / floor
    }

    /// What one handler more takes of what is counted: a seventh of what eight take beyond one.
    private func further(_ way: String, _ part: String) -> Double? {
        guard let many = counts["\(way)-8"]?[part], let one = counts["\(way)-1"]?[part] else { return nil }
        return (many - one) / 7
    }

    private var further: Double? {
        let rows = contest.rows
        guard let floor = rows.first?.further, floor > 0 else { return nil }
        return rows.first { $0.name == "inline" }?.further.map { $0 / floor }
    }

    private func least(_ name: String, _ consumers: Int) -> Double? {
        let row = contest.rows.first { $0.name == name }
        return row?.cells.first { $0.consumers == consumers }?.nanoseconds.least
    }

    private func value(_ suite: String, _ workload: String) -> Double? { result(suite, workload)?.values.least }

    /// Whoever measures memory does not profit from the least of many turns.
    private func memory(_ suite: String, _ workload: String) -> Double? { result(suite, workload)?.values.p90 }

    private func result(_ suite: String, _ workload: String) -> WorkloadResult? {
        suites.first { $0.name == suite }?.workloads.first { $0.name == workload }
    }
}
