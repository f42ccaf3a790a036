// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// A request as a ``LoopbackServer`` received it.
package struct RecordedRequest: Sendable, Equatable {
    /// The number of the connection that it came by, counted from 0.
    package var connection: Int
    /// The request line's method.
    package var method: String
    /// The request line's target: path and query.
    package var target: String
    /// Names and values in the order in which they came.
    package var headers: [Header]
    /// The body, by its Content-Length.
    package var body: [UInt8]

    /// One header line.
    package struct Header: Sendable, Equatable {
        package var name: String
        package var value: String
    }

    /// The value of the first header of that name, in any case; nil if there is none.
    package subscript(name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// Reads a head without its blank line.
    init(head: some Sequence<UInt8>, connection: Int) {
        let lines = String(decoding: Array(head), as: UTF8.self).split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        self.connection = connection
        method = words.first.map(String.init) ?? ""
        target = words.dropFirst().first.map(String.init) ?? ""
        headers = lines.dropFirst().map { line in
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            return Header(name: String(parts[0]), value: String(parts.last?.drop { $0 == " " } ?? ""))
        }
        body = []
    }
}
