// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Members of objects: a key with its value.
extension JSONWriter {
    /// Writes a member whose value is text.
    package mutating func member(_ name: String, _ text: String) {
        key(name)
        string(text)
    }

    /// Writes a member whose value is a number without a fraction.
    package mutating func member(_ name: String, _ number: Int) {
        key(name)
        integer(number)
    }

    /// Writes a member whose value is a number.
    package mutating func member(_ name: String, _ number: Double) {
        key(name)
        self.number(number)
    }

    /// Writes a member whose value is `true` or `false`.
    package mutating func member(_ name: String, _ flag: Bool) {
        key(name)
        bool(flag)
    }

    /// Writes a member whose value is a duration in seconds: see ``seconds(_:)``.
    package mutating func member(_ name: String, _ duration: Duration) {
        key(name)
        seconds(duration)
    }

    /// Writes a member of any value.
    package mutating func member(_ name: String, _ value: JSONValue) {
        key(name)
        self.value(value)
    }

    /// Writes a member whose value is an object.
    package mutating func object(_ name: String, _ members: (inout JSONWriter) -> Void) {
        key(name)
        object(members)
    }

    /// Writes a member whose value is a list.
    package mutating func array<Element>(
        _ name: String,
        _ elements: some Sequence<Element>,
        _ write: (inout JSONWriter, Element) -> Void
    ) {
        key(name)
        beginArray()
        for element in elements { write(&self, element) }
        endArray()
    }

    /// Writes an object.
    package mutating func object(_ members: (inout JSONWriter) -> Void) {
        beginObject()
        members(&self)
        endObject()
    }
}
