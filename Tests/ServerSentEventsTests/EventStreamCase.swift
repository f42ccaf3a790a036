// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ServerSentEvents
import Testing

/// A stream and the events that it holds.
struct EventStreamCase: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var bytes: [UInt8]
    var events: [ServerSentEvent]

    init(_ name: String, _ text: String, _ events: [ServerSentEvent]) {
        self.init(name, Array(text.utf8), events)
    }

    init(_ name: String, _ bytes: [UInt8], _ events: [ServerSentEvent]) {
        testDescription = name
        self.bytes = bytes
        self.events = events
    }

    init(_ name: String, _ text: String, data: String...) {
        self.init(name, text, data.map { ServerSentEvent(data: $0) })
    }
}
