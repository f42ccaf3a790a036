// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// The words at the beginning of the arguments, which name a command.
///
/// They are looked at before all else: for `help nope` and `nope --help` the parser shows the help of the program, as if all
/// were well, and `nope` is only a word too many to it.
enum CommandName {
    /// Makes sure that there is such a command.
    ///
    /// - Throws: ``UsageError`` that names the word that is none, and the command that was probably meant.
    static func check(_ arguments: some Sequence<String>) throws(UsageError) {
        let words = Array(arguments.prefix { !$0.hasPrefix("-") })
        if words.first == help {
            try check(words.drop { $0 == help }, isComplete: true)
        } else {
            try check(words[...], isComplete: false)
        }
    }

    /// The parser's own command, which stands beside those of the program.
    private static let help = "help"

    /// - Parameter isComplete: Whether all words belong to the name; else those behind it are what the command works on.
    private static func check(_ words: ArraySlice<String>, isComplete: Bool) throws(UsageError) {
        var commands = RootCommand.configuration.subcommands
        for place in words.indices {
            if commands.isEmpty, !isComplete { return }
            let names = commands.map { $0.configuration.commandName ?? "" }
            guard let found = names.firstIndex(of: words[place]) else {
                throw unknown(words[place], behind: words[..<place], among: names)
            }
            commands = commands[found].configuration.subcommands
        }
    }

    private static func unknown(
        _ word: String,
        behind names: ArraySlice<String>,
        among known: [String]
    ) -> UsageError {
        let path = names.map { "\($0) " }.joined()
        let suggestion = nearest(to: word, among: known).map { "; did you mean \(path)\($0)?" } ?? ""
        return UsageError(message: "there is no command \(path)\(word)\(suggestion) (see \(path)--help)")
    }

    /// The name that takes the fewest letters more or less, of two at most.
    private static func nearest(to word: String, among names: [String]) -> String? {
        let distances = names.map { (name: $0, letters: $0.difference(from: word).count) }
        return distances.filter { $0.letters <= 2 }.min { $0.letters < $1.letters }?.name
    }
}
