// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Writes JSON text (RFC 8259) piece by piece, without spaces, as UTF-8.
///
/// ```swift
/// var json = JSONWriter()
/// json.object { json in
///     json.member("name", "Ada")
///     json.member("born", 1815)
/// }
/// print(json.text)                        // {"name":"Ada","born":1815}
/// ```
///
/// Commas come by themselves. What is begun must be ended, and in an object each value must have a key: that is not checked.
package struct JSONWriter: Sendable {
    /// What is written so far.
    package private(set) var bytes: [UInt8] = []
    /// Whether what comes next is parted by a comma from what stands there.
    private var needsComma = false

    /// Creates a writer with nothing written.
    package init() {}

    /// What is written so far, as text.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Begins an object: keys and values in turn.
    package mutating func beginObject() { begin(UInt8(ascii: "{")) }
    /// Ends an object.
    package mutating func endObject() { end(UInt8(ascii: "}")) }
    /// Begins a list.
    package mutating func beginArray() { begin(UInt8(ascii: "[")) }
    /// Ends a list.
    package mutating func endArray() { end(UInt8(ascii: "]")) }

    /// Writes the key of the value that comes next.
    package mutating func key(_ name: String) {
        string(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes `null`.
    package mutating func null() { write("null") }
    /// Writes `true` or `false`.
    package mutating func bool(_ value: Bool) { write(value ? "true" : "false") }
    /// Writes a number without a fraction.
    package mutating func integer(_ value: some BinaryInteger) { write(String(value)) }

    /// Writes a number so that it reads back as the same; `null` for not-a-number and the infinities, for which JSON has no
    /// form.
    package mutating func number(_ value: Double) { write(value.isFinite ? value.description : "null") }

    /// Writes a duration in seconds: with six decimals at most, cut off below, and never with an exponent.
    package mutating func seconds(_ duration: Duration) {
        separate()
        appendSeconds(duration)
    }

    /// Writes text, with quotes. Escapes what RFC 8259, section 7, wants escaped and nothing else.
    package mutating func string(_ text: String) {
        separate()
        appendString(text)
    }

    /// Writes a value that is JSON text already; that is not checked.
    package mutating func json(_ text: some Sequence<UInt8>) {
        separate()
        append(text)
    }

    /// Writes any value; the members of objects by name, so that the same value always gives the same text.
    package mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .bool(let value): bool(value)
        case .integer(let value): integer(value)
        case .number(let value): number(value)
        case .string(let text): string(text)
        case .array(let elements):
            beginArray()
            for element in elements { self.value(element) }
            endArray()
        case .object(let members):
            beginObject()
            for (name, member) in members.sorted(by: { $0.key < $1.key }) {
                key(name)
                self.value(member)
            }
            endObject()
        }
    }

    /// Appends bytes as they are.
    mutating func append(_ more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }
    mutating func append(_ byte: UInt8) { bytes.append(byte) }

    private mutating func begin(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func end(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func write(_ text: String) {
        separate()
        bytes.append(contentsOf: text.utf8)
    }

    /// Puts a comma if one is due. The value that follows makes the next one due.
    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }
}
