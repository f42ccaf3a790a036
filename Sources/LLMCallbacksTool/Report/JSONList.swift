// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// A list of JSON objects, as one array or an object a line, written one by one.
struct JSONList {
    /// Whether it is one array.
    let isArray: Bool
    private let isForTerminal = Terminal.isConnected(1)
    private var count = 0

    init(isArray: Bool) { self.isArray = isArray }

    /// The next object, with what parts it from the one before.
    mutating func next(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
        var json = JSONWriter()
        json.object(members)
        defer { count += 1 }
        let object = isForTerminal ? VisibleText.json(json.bytes) : json.bytes
        guard isArray else { return object + [UInt8(ascii: "\n")] }
        return Array((count == 0 ? "[\n" : ",\n").utf8) + object
    }

    /// What ends the list.
    var end: [UInt8] {
        guard isArray else { return [] }
        return Array((count == 0 ? "[]\n" : "\n]\n").utf8)
    }
}
