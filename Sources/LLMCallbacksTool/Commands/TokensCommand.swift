// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LLMCallbacksTokenizers

/// `tokens`: counts what a text is to a model.
struct TokensCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tokens",
        abstract: "Count the tokens of a text, exactly as tiktoken does.",
        discussion: """
            Reads FILE, or standard input, and prints the number of tokens. Bytes that
            are no UTF-8 count as U+FFFD. No network is used.

            With --jsonl, each line is an object such as
              {"encoding":"cl100k_base","text":"Hello"}
            and each gets one line in answer, in order:
              {"count":1,"ids":[9906]}
            with "pieces" or "counts" added by --pieces and --stream. A line may name a
            "model" instead of the encoding; one that names neither has that of the
            options. A line that cannot be answered gets {"error":"..."}; the exit status
            is then 65.

            --vocabulary reads a .tiktoken file instead of what is built in. How its text
            is split follows from --encoding, or from the file's name:
              \(TokenEncoding.embeddedNames.joined(separator: ", ")),
              \(TokenEncoding.fileNames.filter { !TokenEncoding.embeddedNames.contains($0) }.joined(separator: ", "))

            EXAMPLES
              llmcallbacks tokens README.md
              echo -n "Hello, world" | llmcallbacks tokens --model gpt-4o --ids
              llmcallbacks tokens long.txt --truncate 1000 > beginning.txt
              llmcallbacks tokens long.txt --truncate -1000 > end.txt
              llmcallbacks tokens prompt.txt --special "<|endoftext|>"
              llmcallbacks tokens README.md --vocabulary ~/vocabularies/p50k_base.tiktoken
            """
    )

    @Argument(help: "The file to count; standard input if it is left out or -.")
    var file: String?

    @OptionGroup(title: "Vocabulary") var vocabulary: VocabularyOptions

    @Flag(help: "Print each token's id, one a line.")
    var ids = false

    @Flag(help: "Print the pieces into which the text is split before it is encoded, one a line, as JSON strings.")
    var pieces = false

    @Flag(help: "Print the count after each character's scalar, one a line.")
    var stream = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Print the text of the first N tokens; of the last N where N is negative.", valueName: "N")
    )
    var truncate: Int?

    @Flag(help: "Read one JSON object a line, and answer each.")
    var jsonl = false

    func validate() throws {
        if jsonl, ids || truncate != nil { throw ValidationError("--jsonl goes with --pieces and --stream alone") }
        if !jsonl, [ids, pieces, stream, truncate != nil].filter({ $0 }).count > 1 {
            throw ValidationError("give one of --ids, --pieces, --stream and --truncate")
        }
    }

    func run() throws {
        let chosen = try vocabulary.chosenEncoding()
        var input = try LineInput(path: file)
        if jsonl {
            let answers = TokenAnswers(
                encoding: chosen,
                special: vocabulary.special,
                addsPieces: pieces,
                addsCounts: stream
            )
            var allAnswered = true
            while let line = try input.next() {
                let (answer, isAnswered) = answers.answer(to: line)
                try StandardDescriptors.write(answer + [UInt8(ascii: "\n")], to: 1)
                if !isAnswered { allAnswered = false }
            }
            if !allAnswered { throw ExitStatus.damaged }
        } else {
            let report = TokenReport(
                encoding: chosen,
                special: vocabulary.special,
                text: String(decoding: try input.rest(), as: UTF8.self)
            )
            try StandardDescriptors.write(try output(of: report), to: 1)
        }
    }

    private func output(of report: TokenReport) throws -> [UInt8] {
        if let truncate { return try report.text(ofTokens: truncate) }
        if ids { return try report.ids }
        if pieces { return report.pieces }
        if stream { return report.counts }
        return try report.count
    }
}
