// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LLMCallbacks
import LLMCallbacksSQLite

/// `llmcallbacks prune`: deletes recorded runs by a rule, after it has shown them.
struct PruneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune",
        abstract: "Delete recorded runs by a rule; first shows which.",
        discussion: """
            Nothing is ever deleted unasked: shows what would go, and asks on a terminal.
            Elsewhere nothing is deleted without --yes. Only runs go that fulfil all of the
            conditions; runs under way stay.

            EXAMPLES
              llmcallbacks prune --older-than 90d
              llmcallbacks prune --keep 1000 --yes
              llmcallbacks prune --max-size 1G --dry-run
              llmcallbacks prune --status failed --tag draft --older-than 7d
            """
    )

    @Option(help: ArgumentHelp("Runs that started longer ago: 90d, 12h, 4w.", valueName: "age"))
    var olderThan: Age?

    @Option(help: ArgumentHelp("All but so many, the newest.", valueName: "count"))
    var keep: Int?

    @Option(help: ArgumentHelp("The oldest, until the rest has at most so many bytes: 500M, 1G.", valueName: "size"))
    var maxSize: ByteSize?

    @Option(
        help: ArgumentHelp("Runs that stand like this. Several with commas.", valueName: "status"),
        completion: .list(StatusList.words)
    )
    var status: [StatusList] = []

    @Option(
        help: ArgumentHelp("Runs with this tag. May be given several times.", valueName: "tag"),
        completion: .recordedTags
    )
    var tag: [String] = []

    @OptionGroup var deletion: DeletionOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if let keep, keep < 0 { throw ValidationError("--keep must be 0 or more") }
        if rule.isEmpty {
            throw ValidationError("say what may go: --older-than, --keep, --max-size, --status or --tag")
        }
    }

    func run() throws {
        try deletion.carryOut(in: database) { try $0.plan(rule) }
    }

    private var rule: PruneRule {
        var rule = PruneRule()
        rule.startedBefore = olderThan.map { WallTime.now.advanced(by: .seconds(-$0.seconds)) }
        rule.keepNewest = keep
        rule.maxBytes = maxSize?.bytes
        rule.statuses = status.flatMap(\.statuses)
        rule.tags = tag
        return rule
    }
}
