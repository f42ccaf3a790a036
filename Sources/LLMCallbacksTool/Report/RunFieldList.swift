// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// Which members the objects of runs have, on the command line: words with commas between them.
struct RunFieldList: ExpressibleByArgument, CustomStringConvertible {
    /// All of them.
    static let all = RunFieldList(words: RunField.allCases.map(\.rawValue))

    private let words: [String]

    private init(words: [String]) { self.words = words }

    /// Takes any words; ``validate()`` says of which there is no member.
    init(argument: String) {
        words = argument.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }

    /// As the help shows it, which does so of ``all`` alone.
    var description: String { words == Self.all.words ? "all" : words.joined(separator: ",") }

    /// Makes sure that there is a member for each word.
    ///
    /// - Throws: `ValidationError`, which lists all members, if there is none for one of them.
    func validate() throws {
        guard let unknown = words.first(where: { RunField(rawValue: $0) == nil }) else { return }
        throw ValidationError("a run has no field \"\(unknown)\", but: \(Self.all.words.joined(separator: ", "))")
    }

    /// The members, each once, in the order in which they are written.
    var fields: [RunField] { RunField.allCases.filter { words.contains($0.rawValue) } }
}
