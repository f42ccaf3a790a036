// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

@testable import ServerSentEvents

/// Whether the parser of event streams reads as the plain one does, however the bytes are cut.
enum EventStreamTarget {
    static func run(_ bytes: [UInt8], _ cuts: Cuts) {
        var parser = ServerSentEventParser()
        var events: [ServerSentEvent] = []
        do {
            for piece in cuts.pieces(of: bytes) { try parser.push(piece, into: &events) }
        } catch {
            fatalError("no input of this size passes a limit: \(error)")
        }
        let expected = ReferenceEventStream.events(in: bytes)
        if events != expected { fatalError("events differ: \(events) and \(expected)") }
    }
}
