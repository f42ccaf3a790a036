// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// Turns the chunks of one answer into the model's chunks.
///
/// Feed it the data of each event, in order, then call ``finish(into:)`` when the body has ended. What it appends
/// before it throws is valid and should be sent before the error is passed on.
struct ChatCompletionDecoder: AnswerDecoder {
    /// The most choices that one answer may have.
    static let maxChoices = 1_024

    /// Whether `[DONE]` has come. All data after it is ignored.
    private(set) var isDone = false
    private var choices: [ChoiceDecoder] = []
    private var model = AnsweringModel()
    private var serviceTier: [UInt8] = []
    private var usage: TokenUsage?
    private var chunk = WireChunk()

    /// Creates a decoder for one answer.
    init() {}

    /// Whether anything of an answer has come.
    var hasAnswer: Bool { !choices.isEmpty }

    /// How many choices have begun. The first to begin need not be the one with the index 0.
    var choiceCount: Int { choices.count(where: \.hasBegun) }

    /// Whether the answer is complete so far: `[DONE]` has come, or the finish reason of each choice that has begun.
    ///
    /// Either is enough. Some servers send one, some the other.
    var isComplete: Bool { isDone || hasAnswer && choices.allSatisfy(\.isComplete) }

    /// Decodes the data of one event, and appends what it says to `chunks`.
    ///
    /// Cost: one pass over the data; no allocation but for texts of more than 15 bytes and for new calls.
    ///
    /// - Parameters:
    ///   - data: The data; or the whole body of an answer that is not streamed.
    ///   - event: The event's name. An event named `error` is one, whatever its data.
    ///   - chunks: Where the chunks go. Nothing is appended for data that holds nothing new.
    /// - Throws: ``ModelError``: of kind `invalidResponse` for data that is no chunk, `tooLarge` beyond the limits of
    ///   choices and calls, and of any kind for an error that the server reports.
    mutating func decode(
        _ data: UnsafeRawBufferPointer,
        event: String = "",
        into chunks: inout [ModelChunk]
    ) throws(ModelError) {
        if event == "error" {
            if !isDone { throw ChatCompletionError(reading: data).modelError() }
            return
        }
        var scanner = JSONScanner(data)
        defer { chunk.reset() }
        do {
            // Gateways glue several chunks into one event, a line or nothing between each two.
            while !isDone, let first = scanner.peek() {
                if data.slice(scanner.offset..<data.count).starts(with: "[DONE]") {
                    isDone = true
                } else if first == UInt8(ascii: "{") {
                    let start = scanner.offset
                    chunk.reset()
                    try chunk.read(from: &scanner)
                    try emit(data.slice(start..<scanner.offset), into: &chunks)
                } else if first == UInt8(ascii: "[") {
                    try decodeList(&scanner, into: &chunks)
                } else if event.isEmpty || event == "message", !data.trimmed.equals("null") {
                    throw JSONFault(offset: scanner.offset)
                } else {
                    return
                }
            }
        } catch let fault as JSONFault {
            throw ChatCompletionError(cutIn: data)?.modelError() ?? .invalidChunk(data, fault)
        } catch {
            throw ModelError(wrapping: error)
        }
    }

    /// Gives out what was held back: halves of characters whose other halves never came.
    mutating func flush(into chunks: inout [ModelChunk]) {
        for index in choices.indices { choices[index].flush(choice: index, into: &chunks) }
    }

    /// Decodes a list of chunks: Gemini reports errors as a list of one.
    private mutating func decodeList(_ scanner: inout JSONScanner, into chunks: inout [ModelChunk]) throws {
        _ = try scanner.enterArray()
        while try scanner.nextElement() {
            let element = try scanner.skip()
            var inner = JSONScanner(element)
            chunk.reset()
            try chunk.read(from: &inner)
            try emit(element, into: &chunks)
        }
    }

    private mutating func emit(_ object: UnsafeRawBufferPointer, into chunks: inout [ModelChunk]) throws(ModelError) {
        model.tell(chunk.model, into: &chunks)
        var failed = false
        for choice in chunk.choices {
            let index = choice.index
            guard (0..<Self.maxChoices).contains(index) else {
                throw ModelError(.tooLarge, "The answer has a choice \(index), outside of 0..<\(Self.maxChoices).")
            }
            while choices.count <= index { choices.append(ChoiceDecoder()) }
            try choices[index].decode(choice, of: chunk, into: &chunks)
            failed = failed || choices[index].finishReason?.rawValue == "error"
        }
        tellUsage(into: &chunks)
        if let error = chunk.error, !chunk.isError {
            throw ChatCompletionError(reading: error, beside: object).modelError()
        }
        if chunk.isError { throw ChatCompletionError(reading: object).modelError() }
        if failed { throw ModelError(.model, "The model stopped with an error that it did not describe.") }
    }

    /// Beside choices, usage is that of an answer that goes on: what is the last word shows when the answer is complete.
    private mutating func tellUsage(into chunks: inout [ModelChunk]) {
        if let tier = chunk.serviceTier, !serviceTier.withUnsafeBytes(tier.bytes.equals) {
            serviceTier = Array(tier.bytes)
        }
        guard var newest = chunk.usage ?? (usage == nil ? chunk.vendorUsage : nil) else { return }
        if !serviceTier.isEmpty { newest.serviceTier = String(decoding: serviceTier, as: UTF8.self) }
        guard newest != usage else { return }
        usage = newest
        chunks.append(.usage(chunk.choices.isEmpty ? newest : newest.told(by: .running)))
    }
}

extension ModelError {
    /// An error for data that is no chunk.
    fileprivate static func invalidChunk(_ data: UnsafeRawBufferPointer, _ fault: JSONFault) -> ModelError {
        ModelError(
            .invalidResponse,
            "A chunk of the stream is no valid JSON (at byte \(fault.offset) of \(data.count)).",
            underlying: fault
        )
    }
}
