// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Testing

@testable import LLMCallbacksTool

@Suite(.serialized, .timeLimit(.minutes(5))) struct UsageTests {
    @Test(arguments: [
        ["chat", "Hi", "--nonsense"], ["nonsense"], ["chat", ""], ["chat", " \n"], ["chat"],
        ["chat", "two", "prompts"],
        ["chat", "Hi", "--format", "xml"], ["chat", "Hi", "--temperature", "hot"], ["chat", "Hi", "--temperature=-1"],
        ["chat", "Hi", "--max-tokens", "0"], ["chat", "Hi", "--timeout", "0"],
        ["chat", "Hi", "--base-url", "localhost"],
        ["chat", "Hi", "--model", ""], ["tee", "surplus"],
    ])
    func `wrong usage is one line on standard error`(arguments: [String]) async throws {
        let ending = try await ToolProcess(arguments).ending()
        #expect(ending.status == 64)
        #expect(ending.output == "")
        #expect(ending.messages.hasPrefix("llmcallbacks: "))
        #expect(ending.messages.filter { $0 == "\n" }.count == 1)
        #expect(ending.messages.hasSuffix("\n"))
    }

    @Test func `an empty pipe is no prompt`() async throws {
        let ending = try await ToolProcess.run("chat", input: .text("\n"))
        #expect(ending.status == 64)
        #expect(ending.messages == "llmcallbacks: the prompt is empty (see chat --help)\n")
    }

    @Test(arguments: [["--help"], ["chat", "--help"], ["help", "tee"]])
    func `help shows examples, on standard output`(arguments: [String]) async throws {
        let ending = try await ToolProcess(arguments).ending()
        #expect(ending.status == 0)
        #expect(ending.messages == "")
        #expect(ending.output.contains("EXAMPLES\n  "))
    }

    @Test(
        arguments: [
            (["nonsense"], "nonsense (see --help)"), (["nonsense", "--help"], "nonsense (see --help)"),
            (["help", "nope"], "nope; did you mean note? (see --help)"),
            (["lst", "-n", "1"], "lst; did you mean list? (see --help)"),
            (["help", "shwo"], "shwo; did you mean show? (see --help)"), (["db", "nope"], "db nope (see db --help)"),
            (["db", "chek"], "db chek; did you mean db check? (see db --help)"),
            (["help", "db", "chek"], "db chek; did you mean db check? (see db --help)"),
            (["help", "chat", "hello"], "chat hello (see chat --help)"),
        ] as [([String], String)]
    )
    func `a command that is none is wrong usage, and named`(arguments: [String], message: String) async throws {
        let ending = try await ToolProcess(arguments).ending()
        #expect(ending.status == 64)
        #expect(ending.output == "")
        #expect(ending.messages == "llmcallbacks: there is no command \(message)\n")
    }

    @Test(arguments: [
        ["help"], ["help", "help"], ["help", "--help"], ["help", "db"], ["help", "db", "check"], ["db"],
    ])
    func `a command that is one has its help`(arguments: [String]) async throws {
        let ending = try await ToolProcess(arguments).ending()
        #expect(ending.status == 0)
        #expect(ending.messages == "")
        let name = arguments.filter { $0 != "help" && $0 != "--help" }.map { " \($0)" }.joined()
        #expect(ending.output.contains("USAGE: llmcallbacks\(name) "))
    }

    @Test func `no line of a help is longer than those of a narrow terminal`() {
        for command in Self.commands(of: RootCommand.self) {
            let lines = command.configuration.discussion.split(separator: "\n")
            #expect(lines.filter { $0.count > 80 } == [], "\(command)")
        }
    }

    private static func commands(of command: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
        [command] + command.configuration.subcommands.flatMap(commands)
    }

    @Test func `the version and completion scripts are there`() async throws {
        let version = try await ToolProcess.run("--version")
        #expect(version.status == 0)
        #expect(version.output.split(separator: ".").count == 3)
        let script = try await ToolProcess.run("--generate-completion-script", "bash")
        #expect(script.status == 0)
        #expect(script.output.contains("--first-token-timeout"))
    }
}
