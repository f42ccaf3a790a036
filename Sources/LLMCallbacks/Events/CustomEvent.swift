// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Something that a model, or the program around it, wants its handlers to know.
public struct CustomEvent: Sendable, Hashable {
    /// What it is.
    public var name: String
    /// The details.
    public var data: JSONValue

    /// Creates an event.
    public init(name: String, data: JSONValue = .null) {
        self.name = name
        self.data = data
    }
}
