// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LLMCallbacks
import LLMCallbacksSQLite

/// Which recorded runs a command is about.
struct RunFilterOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Only runs that started then or later: 2d, 12h, today, yesterday, 2026-11-20, 2026-11-20T18:30.",
            valueName: "when"
        )
    )
    var since: PointInTime?

    @Option(help: ArgumentHelp("Only runs that started before; a day counts to its end.", valueName: "when"))
    var until: PointInTime?

    @Option(
        help: ArgumentHelp(
            "Only runs of this model; a * stands for any text. May be given several times.",
            valueName: "name"
        ),
        completion: .recordedModels
    )
    var model: [String] = []

    @Option(
        help: ArgumentHelp("Only runs with this tag. May be given several times.", valueName: "tag"),
        completion: .recordedTags
    )
    var tag: [String] = []

    @Option(
        help: ArgumentHelp(
            "Only runs that stand like this: \(StatusList.words.joined(separator: ", ")). Several with commas.",
            valueName: "status"
        ),
        completion: .list(StatusList.words)
    )
    var status: [StatusList] = []

    @Option(
        help: ArgumentHelp(
            "Only the runs of this session: its name, the beginning of it, or the id of a run in it.",
            valueName: "session"
        ),
        completion: .recordedSessions
    )
    var session: String?

    /// Whether any of the options was given.
    var isGiven: Bool {
        since != nil || until != nil || session != nil || !model.isEmpty || !tag.isEmpty || !status.isEmpty
    }

    /// What the options ask for, newest first.
    ///
    /// - Throws: `TranscriptError` if there is no such session, or there are several.
    func query(in reader: TranscriptReader) throws -> RunQuery {
        var query = RunQuery()
        query.since = since?.start
        query.until = until?.end
        query.models = model
        query.tags = tag
        query.statuses = status.flatMap(\.statuses)
        if let session { query.session = try reader.sessionOrThat(ofRun: session).id }
        return query
    }
}
