// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LLMCallbacks
import LLMCallbacksSQLite

/// `llmcallbacks search`: finds recorded runs by what was said.
struct SearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Find recorded runs by what was said.",
        discussion: """
            Finds runs that have all of the words, in what was asked or answered, in any
            order; the best first. Words are words: don't, C++, foo-bar and path/to find
            what they say. What stands between double quotes is one phrase, and a * at the
            end of a word stands for any ending. Case and accents make no difference.
            Runs under way are searched once they are over.

            Exit status 1 if nothing is found, as with grep.

            EXAMPLES
              llmcallbacks search don't panic
              llmcallbacks search '"sparkling water"' --since 7d
              llmcallbacks search 'config*' --model 'gpt-5*' --latest
              llmcallbacks search --fts 'input:sky NOT output:blue'
              llmcallbacks search --regex 'v[0-9]+\\.[0-9]+' --jsonl | jq -r .id
            """
    )

    @Argument(help: "What to find.")
    var words: [String]

    @Flag(help: "The words are an expression of SQLite's full-text search (FTS5), with the columns input and output.")
    var fts = false

    @Flag(help: "The words are a regular expression. Every text is read.")
    var regex = false

    @Flag(name: [.customShort("l"), .long], help: "The newest first, instead of the best.")
    var latest = false

    @Flag(help: "Show the whole sessions that the finds belong to, run by run.")
    var whole = false

    @Option(help: ArgumentHelp("How many words around a find are shown, 1 to 64.", valueName: "count"))
    var context = 16

    @Option(
        name: [.customShort("n"), .long],
        help: ArgumentHelp("The most runs to find; 0 finds all.", valueName: "count")
    )
    var limit = 20

    @OptionGroup(title: "Which runs") var filter: RunFilterOptions
    @OptionGroup(title: "Output") var report: ReportOptions
    @OptionGroup(title: "Output") var look: DisplayOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if limit < 0 { throw ValidationError("-n must be 0 or more") }
        if whole, report.isChosen {
            throw ValidationError("--whole has its own form: give no --format, --json or --jsonl")
        }
        if fts, regex { throw ValidationError("give --fts or --regex, not both") }
        if !(1...64).contains(context) { throw ValidationError("--context must be 1 to 64") }
        if text.allSatisfy(\.isWhitespace) { throw ValidationError("there is no word to find") }
    }

    func run() throws {
        guard let reader = try database.readerIfAny() else {
            Console.report("nothing is recorded yet in \(try database.location().path)")
            throw ExitStatus.failed
        }
        let hits = try regex ? expressionHits(in: reader) : wordHits(in: reader)
        if whole {
            try SessionPages(reader: reader, display: look.display).write(hits.map(\.run.session))
        } else {
            try SearchReport(format: report.chosen, display: look.display).write(hits, from: reader)
        }
        if hits.isEmpty { throw ExitStatus.failed }
    }

    private var text: String { words.joined(separator: " ") }

    private func wordHits(in reader: TranscriptReader) throws -> [SearchHit] {
        var query = SearchQuery(text)
        query.isExpression = fts
        query.isNewestFirst = latest
        query.contextWords = context
        query.runs = try filter.query(in: reader)
        query.runs.limit = limit == 0 ? nil : limit
        do {
            return try reader.search(query)
        } catch let error as TranscriptError where fts && error.code == .inputOutput {
            // What SQLite says of an expression that is none.
            throw UsageError(message: error.message)
        }
    }

    private func expressionHits(in reader: TranscriptReader) throws -> [SearchHit] {
        let search = try ExpressionSearch(text, contextWords: context)
        return try search.hits(try filter.query(in: reader), limit: limit == 0 ? nil : limit, in: reader)
    }
}
