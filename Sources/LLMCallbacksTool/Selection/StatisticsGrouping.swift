// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LLMCallbacksSQLite

/// What makes a group of runs, on the command line: words with commas between them, or `all`.
struct StatisticsGrouping: ExpressibleByArgument, CustomStringConvertible {
    /// The words that there are.
    static let words = ["day", "model", "tag", "status", "kind", "session", "all"]
    /// A group for each day.
    static let day = StatisticsGrouping(names: ["day"], properties: [.day])

    private static let known: [String: RecordedStatistics.Property] = [
        "day": .day, "model": .model, "tag": .tag, "status": .status, "kind": .kind, "session": .session,
    ]

    /// The words, but for `all`.
    let names: [String]
    /// The properties; none makes one group of all.
    let properties: [RecordedStatistics.Property]

    /// Reads the words; `nil` if one of them is none.
    init?(argument: String) {
        if argument == "all" {
            self.init(names: [], properties: [])
            return
        }
        let names = argument.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        let properties = names.compactMap { Self.known[$0] }
        guard properties.count == names.count else { return nil }
        self.init(names: names, properties: properties)
    }

    private init(names: [String], properties: [RecordedStatistics.Property]) {
        self.names = names
        self.properties = properties
    }

    /// The words as on the command line.
    var description: String { names.isEmpty ? "all" : names.joined(separator: ",") }
}
