// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksSQLite

/// Recorded runs as rows: for people with short ids and ages, for programs with whole ids, times and plain numbers.
struct RunTable {
    /// Whether people read it.
    let isForPeople: Bool
    /// Ids, by the shortest beginning that no other has.
    let shortIDs: [RunID: String]
    private let now = WallTime.now

    /// The columns for people.
    static let columns = [
        Table.Column(heading: "ID"),
        Table.Column(heading: "AGE", isNumber: true),
        Table.Column(heading: "MODEL"),
        Table.Column(heading: "STATUS"),
        Table.Column(heading: "CHUNKS", isNumber: true),
        Table.Column(heading: "FIRST", isNumber: true),
        Table.Column(heading: "TOK/S", isNumber: true),
        Table.Column(heading: "TITLE"),
    ]

    /// The row of a run.
    func row(_ run: RecordedRun) -> [Cell] {
        [
            Cell(isForPeople ? shortIDs[run.id] ?? run.id.description : run.id.description, .cyan),
            Cell(isForPeople ? Figures.age(of: run.startedAt, at: now) : run.startedAt.description, .dim),
            Cell(isForPeople ? CellWidth.cut(VisibleText.line(run.model), to: 28) : run.model),
            Cell(run.status.rawValue, run.status.emphasis),
            Cell("\(run.chunkCount)"),
            Cell(run.timeToFirstToken.map(isForPeople ? Figures.duration : Figures.seconds) ?? missing),
            Cell(run.outputRate.map { Figures.decimals($0, 1) } ?? missing),
            Cell(run.heading),
        ]
    }

    private var missing: String { isForPeople ? "-" : "" }
}

extension RecordedRun {
    /// What the run is about: its title, else the beginning of its prompt.
    var heading: String { title ?? prompt ?? "" }

    /// Tokens out a second from the first piece to the end; `nil` if nobody counted, or there is no time between.
    var outputRate: Double? {
        guard let tokens = usage?.output?.tokens, tokens > 0, let first = timeToFirstToken, let duration,
            duration > first
        else {
            return nil
        }
        return Double(tokens) / ((duration - first) / .seconds(1))
    }
}

extension RecordedStatus {
    /// How the word is emphasized.
    var emphasis: Cell.Emphasis {
        switch self {
        case .ended: .green
        case .failed: .red
        case .cancelled, .interrupted: .yellow
        case .running: .cyan
        default: .none
        }
    }
}
