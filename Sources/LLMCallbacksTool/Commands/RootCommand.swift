// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `llmcallbacks`: does nothing but hold the commands.
struct RootCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "llmcallbacks",
        abstract: "Tap a streaming language model.",
        discussion: """
            Answers go to standard output as they come, messages to standard error.

            EXAMPLES
              llmcallbacks chat "Why is the sky blue?"
              llmcallbacks chat "Say hello" --format jsonl
              some-llm | llmcallbacks tee --format jsonl
              llmcallbacks list --since today
              llmcallbacks show last
              llmcallbacks search "sky blue"
              llmcallbacks replay last --speed 2
              llmcallbacks export last -o answer.html
              llmcallbacks tokens README.md
              llmcallbacks bench

            EXIT STATUS
              0 done; 1 the run failed, or a search found nothing; 3 the database is newer
              than this program; 4 there is no such run or database; 64 wrong usage;
              65 damaged input; 73 or 74 a file cannot be made, read or written; 75 the
              database is locked, to be tried again; 129, 130 or 143 stopped by SIGHUP,
              Ctrl-C or SIGTERM.

            ENVIRONMENT
              LLMCALLBACKS_DB         the file to record in
              LLMCALLBACKS_NO_RECORD  record nothing
              LLMCALLBACKS_SESSION    the session that recorded runs belong to
              LLMCALLBACKS_PAGER      the pager; else PAGER, else less
              NO_COLOR, CLICOLOR_FORCE, TERM, TZ

            SHELL COMPLETION
              llmcallbacks --generate-completion-script zsh    (or bash, fish)
            """,
        version: "0.1.0",
        subcommands: [
            ChatCommand.self, TeeCommand.self, TokensCommand.self,
            ListCommand.self, ShowCommand.self, SearchCommand.self, StatsCommand.self,
            ReplayCommand.self, TailCommand.self, DiffCommand.self, ExportCommand.self, ImportCommand.self,
            TagCommand.self, TitleCommand.self, NoteCommand.self, RemoveCommand.self, PruneCommand.self,
            DatabaseCommand.self, BenchCommand.self,
        ]
    )
}
