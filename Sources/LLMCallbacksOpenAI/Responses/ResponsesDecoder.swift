// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// Turns the events of a Responses stream into the model's chunks.
///
/// Output text is the answer, reasoning text and its summary the reasoning, and each function call or custom tool call a tool
/// call with its `call_id`, whose slot is its place among them. What the server does by itself (its own tools), annotations,
/// and events that are not known here say nothing. Parts of which no piece has come are taken from the event that ends
/// them.
struct ResponsesDecoder: ObjectDecoder {
    private(set) var isDone = false
    private var items = ResponsesItems()
    private var model = AnsweringModel()
    private var usage: TokenUsage?

    init() {}

    var isComplete: Bool { isDone }
    var hasAnswer: Bool { items.hasBegun || isDone }

    static func knows(event: String) -> Bool { ResponsesEventType(event) != .other }

    mutating func decodeObject(
        from scanner: inout JSONScanner,
        event name: String,
        into chunks: inout [ModelChunk]
    ) throws {
        let start = scanner.offset
        let event = try ResponsesEvent(from: &scanner)
        let object = scanner.bytes(from: start)
        if event.isResponse { return try end(.completed, with: object, into: &chunks) }
        let kind = event.type.map { ResponsesEventType($0.bytes) } ?? ResponsesEventType(name)
        switch kind {
        case .delta(let kind):
            try items.append(event.delta, to: kind, event.part, of: event.place, into: &chunks)
        case .done(let kind):
            try items.end(event.whole, of: kind, event.part, of: event.place, into: &chunks)
        case .itemAdded, .itemDone:
            try readItem(event, isDone: kind == .itemDone, into: &chunks)
        case .started:
            if let response = event.response { _ = try read(response, isLast: false, into: &chunks) }
        case .ended(let ending):
            return try end(ending, with: event.response ?? object, into: &chunks)
        case .error, .other:
            break
        }
        let isError = kind == .error || (event.hasSentence && event.type == nil)
        if event.error != nil || isError { throw ChatCompletionError(reading: object).modelError() }
    }

    mutating func end(into chunks: inout [ModelChunk]) {
        flush(into: &chunks)
        isDone = true
    }

    mutating func flush(into chunks: inout [ModelChunk]) { items.flush(into: &chunks) }

    private mutating func readItem(_ event: ResponsesEvent, isDone: Bool, into chunks: inout [ModelChunk]) throws {
        guard let body = event.itemBody else { return }
        var scanner = JSONScanner(body)
        let item = try ResponsesItem(from: &scanner)
        let place = ResponsesPlace(index: event.place.index, id: item.id ?? event.place.id)
        if isDone {
            try items.end(item, at: place, into: &chunks)
        } else {
            try items.begin(item, at: place, into: &chunks)
        }
    }

    /// Reads a response and tells model and usage. `isLast`: whether its counts are the last word.
    private mutating func read(
        _ response: UnsafeRawBufferPointer,
        isLast: Bool,
        into chunks: inout [ModelChunk]
    ) throws -> ResponsesResult {
        var scanner = JSONScanner(response)
        let result = try ResponsesResult(from: &scanner)
        model.tell(result.model, into: &chunks)
        if var newest = result.usage {
            newest.serviceTier = result.serviceTier?.string
            if !isLast { newest = newest.told(by: .running) }
            if newest != usage { chunks.append(.usage(newest)) }
            usage = newest
        }
        return result
    }

    /// Ends the answer with the response as a whole, whose output counts where no piece of it has come.
    private mutating func end(
        _ ending: ResponsesEnding,
        with response: UnsafeRawBufferPointer,
        into chunks: inout [ModelChunk]
    ) throws {
        let result = try read(response, isLast: true, into: &chunks)
        if let output = result.output, !items.hasBegun { try items.read(output, into: &chunks) }
        end(into: &chunks)
        if let error = result.error { throw ChatCompletionError(reading: error).modelError() }
        switch result.status.flatMap({ ResponsesEnding($0.bytes) }) ?? ending {
        case .completed:
            chunks.append(.finish(items.hasCalls ? .toolCalls : .stop, choice: 0))
        case .incomplete:
            let word = result.incompleteReason?.string ?? "incomplete"
            chunks.append(.finish(word == "max_output_tokens" ? .length : FinishReason(rawValue: word), choice: 0))
        case .failed:
            throw ModelError(.model, "The server gave the response up without saying why.")
        }
    }
}
