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
              llmcallbacks tokens README.md

            EXIT STATUS
              0 done; 1 the run failed; 64 wrong usage; 65 damaged input; 73 or 74 a file
              cannot be made, read or written; 130 or 143 stopped by Ctrl-C or SIGTERM.

            SHELL COMPLETION
              llmcallbacks --generate-completion-script zsh    (or bash, fish)
            """,
        version: "0.1.0",
        subcommands: [ChatCommand.self, TeeCommand.self, TokensCommand.self]
    )
}
