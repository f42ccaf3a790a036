// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// One line of JSON, for a test to ask for its members.
struct JSONLine {
    private let members: [String: Any]

    init(_ members: [String: Any]) { self.members = members }

    /// Reads each line of a text, all of which must be objects.
    static func lines(_ text: String) throws -> [JSONLine] {
        #expect(text.hasSuffix("\n"))
        return try text.split(separator: "\n").map { line in
            JSONLine(try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]))
        }
    }

    /// The names of the members.
    var keys: Set<String> { Set(members.keys) }

    /// The name of the event.
    var event: String { self["event"] }

    subscript(key: String) -> String { members[key] as? String ?? "" }

    func number(_ key: String) -> Double? { (members[key] as? NSNumber)?.doubleValue }

    func object(_ key: String) -> JSONLine { JSONLine(members[key] as? [String: Any] ?? [:]) }

    func array(_ key: String) -> [JSONLine] { (members[key] as? [[String: Any]] ?? []).map(JSONLine.init) }
}
