// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// A promise about speed, and what was measured of it.
struct Goal {
    let name: String
    let limit: String
    let measured: String
    /// Whether it is kept; `nil` if it was not measured.
    let isMet: Bool?
    /// What measures it.
    let source: String

    /// A limit that a value must not exceed.
    init(_ name: String, atMost limit: Double, _ value: Double?, _ unit: String, by source: String) {
        self.name = name
        self.limit = "at most \(figure(limit))\(unit)"
        measured = value.map { "\(figure($0))\(unit)" } ?? "not measured"
        isMet = value.map { $0 <= limit }
        self.source = source
    }

    /// A limit that a value must reach.
    init(_ name: String, atLeast limit: Double, _ value: Double?, _ unit: String, by source: String) {
        self.name = name
        self.limit = "at least \(figure(limit))\(unit)"
        measured = value.map { "\(figure($0))\(unit)" } ?? "not measured"
        isMet = value.map { $0 >= limit }
        self.source = source
    }

    /// No promise, but something that those above are to be seen beside.
    init(comparing name: String, _ value: Double?, _ unit: String, by source: String) {
        self.name = name
        limit = "none: not the same work"
        measured = value.map { "\(figure($0))\(unit)" } ?? "not measured"
        isMet = nil
        self.source = source
    }

    var row: [String] { [name, limit, measured, isMet.map { $0 ? "yes" : "**no**" } ?? "-", source] }
}
