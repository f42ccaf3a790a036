// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// The body of a request: a JSON object.
///
/// Members are written in a fixed order, so that equal requests are equal bytes and servers' prompt caches hold.
struct RequestBody {
    private var members: [(name: String, write: (inout JSONWriter) -> Void)] = []
    private let extra: [String: JSONValue]

    /// Creates a body without members.
    ///
    /// - Parameter extra: Members that win over all others: a value takes the place of the member with its name, and `null`
    ///   leaves that member out.
    init(extra: [String: JSONValue]) { self.extra = extra }

    /// Adds a member, unless it has no value.
    mutating func add(_ name: String, _ value: JSONValue?) {
        if let value { add(name) { $0.value(value) } }
    }

    /// Adds a member.
    mutating func add(_ name: String, _ write: @escaping (inout JSONWriter) -> Void) { members.append((name, write)) }

    /// Returns the body, as JSON.
    func encoded() -> [UInt8] {
        let own = Set(members.map(\.name))
        var writer = JSONWriter()
        writer.object { writer in
            for (name, write) in members where !extra.keys.contains(name) {
                writer.key(name)
                write(&writer)
            }
            for (name, value) in extra.sorted(by: { $0.key < $1.key }) where value != .null || !own.contains(name) {
                writer.member(name, value)
            }
        }
        return writer.bytes
    }
}
