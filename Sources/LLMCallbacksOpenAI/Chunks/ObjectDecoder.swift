// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// A decoder of a wire on which every event or line is a JSON object. It reads the objects; the rest is the same for all.
protocol ObjectDecoder: AnswerDecoder {
    /// Decodes the object that the scanner stands before, and leaves the scanner behind it. An object is read whole before
    /// anything is made of it, so that a cut one leaves no trace.
    ///
    /// - Throws: ``JSONFault`` for an object that is cut or no JSON; ``ModelError``.
    mutating func decodeObject(
        from scanner: inout JSONScanner,
        event: String,
        into chunks: inout [ModelChunk]
    ) throws

    /// Whether the wire has events of that name. The data of others may be anything, and says nothing.
    static func knows(event: String) -> Bool

    /// Notes that nothing more will come.
    mutating func end(into chunks: inout [ModelChunk])
}

extension ObjectDecoder {
    mutating func decode(
        _ data: UnsafeRawBufferPointer,
        event: String,
        into chunks: inout [ModelChunk]
    ) throws(ModelError) {
        if isDone { return }
        if event == "error" { throw ChatCompletionError(reading: data).modelError() }
        var scanner = JSONScanner(data)
        do {
            // Gateways glue several objects into one event, and add the `[DONE]` of another wire.
            while !isDone, let first = scanner.peek() {
                if first == UInt8(ascii: "{") {
                    try decodeObject(from: &scanner, event: event, into: &chunks)
                } else if data.slice(scanner.offset..<data.count).starts(with: "[DONE]") {
                    end(into: &chunks)
                } else if event.isEmpty || event == "message" || Self.knows(event: event), !data.trimmed.equals("null")
                {
                    throw JSONFault(offset: scanner.offset)
                } else {
                    return
                }
            }
        } catch let fault as JSONFault {
            throw ChatCompletionError(cutIn: data)?.modelError() ?? .invalidJSON(data, fault)
        } catch {
            throw ModelError(wrapping: error)
        }
    }
}

extension ModelError {
    /// An error for data that should be JSON and is not.
    fileprivate static func invalidJSON(_ data: UnsafeRawBufferPointer, _ fault: JSONFault) -> ModelError {
        ModelError(
            .invalidResponse,
            "A part of the answer is no valid JSON (at byte \(fault.offset) of \(data.count)).",
            underlying: fault
        )
    }
}
