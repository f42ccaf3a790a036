// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// One chunk as it is written, with all texts where they lie: what a ``ChatCompletionDecoder`` acts on.
///
/// A chunk is read whole before anything is made of it, for members may come in any order (`index` after `delta`) and
/// a cut chunk must leave no trace. Its arrays are reused from chunk to chunk.
struct WireChunk {
    /// A piece of text and the part of the answer it belongs to.
    struct Piece {
        var lane: Lane
        var text: JSONText
    }

    /// The parts of an answer that are text.
    enum Lane {
        case text
        case reasoning
        case refusal
    }

    /// One fragment of a tool call. What is `nil` was not there.
    struct ToolCallFragment {
        var index: Int?
        var id: JSONText?
        var name: JSONText?
        var arguments: JSONText?
    }

    /// One element of `choices`, with its parts of ``WireChunk/pieces`` and ``WireChunk/fragments``.
    struct Choice {
        var index = 0
        var pieces: Range<Int>
        var fragments: Range<Int>
        var finishReason: JSONText?
    }

    /// The name of the model.
    var model: JSONText?
    /// How the request was served.
    var serviceTier: JSONText?
    /// The elements of `choices`.
    var choices: [Choice] = []
    /// The texts of all choices.
    var pieces: [Piece] = []
    /// The tool calls of all choices.
    var fragments: [ToolCallFragment] = []
    /// The usage.
    var usage: TokenUsage?
    /// The usage under `x_groq`, which comes unasked.
    var vendorUsage: TokenUsage?
    /// The value of an `error` member, of the chunk or of a choice.
    var error: UnsafeRawBufferPointer?
    /// Whether the chunk has the member `choices`, also `null`.
    var hasChoices = false
    /// Whether the chunk itself is an error object: it says so, or it has a message where choices should be.
    var isError = false
}

// The buffers point into memory that is only lent while a chunk is decoded. The decoder resets the chunk before it
// returns, so that a chunk that crosses to another thread holds no pointers.
extension WireChunk: @unchecked Sendable {}

extension WireChunk {
    /// Forgets everything but the room of the arrays.
    mutating func reset() {
        model = nil
        serviceTier = nil
        if !choices.isEmpty { choices.removeAll(keepingCapacity: choices.capacity <= 64) }
        if !pieces.isEmpty { pieces.removeAll(keepingCapacity: pieces.capacity <= 64) }
        if !fragments.isEmpty { fragments.removeAll(keepingCapacity: fragments.capacity <= 64) }
        usage = nil
        vendorUsage = nil
        error = nil
        hasChoices = false
        isError = false
    }

    /// Reads one object. What is of an unexpected type counts as missing.
    mutating func read(from scanner: inout JSONScanner) throws(JSONFault) {
        var hasMessage = false
        guard try scanner.enterObject() else { return }
        while let name = try scanner.nextMember() {
            switch name {
            case "choices": try readChoices(from: &scanner)
            case "model": model = try scanner.string()
            case "service_tier": serviceTier = try scanner.string()
            case "usage": usage = try TokenUsage(openAI: &scanner)
            case "error": try readError(from: &scanner)
            case "object": isError = try scanner.string().map { $0.bytes.equals("error") } ?? false
            case "message", "detail": hasMessage = try scanner.string()?.isEmpty == false || hasMessage
            case "x_groq": try readVendor(from: &scanner)
            default: try scanner.skip()
            }
        }
        if hasMessage, !hasChoices, usage == nil { isError = true }
    }

    /// Keeps the value of an `error` member unless it says that there is none.
    mutating func readError(from scanner: inout JSONScanner) throws(JSONFault) {
        let value = try scanner.reportedError()
        if error == nil { error = value }
    }

    private mutating func readVendor(from scanner: inout JSONScanner) throws(JSONFault) {
        guard try scanner.enterObject() else { return }
        while let name = try scanner.nextMember() {
            switch name {
            case "usage": vendorUsage = try TokenUsage(openAI: &scanner)
            case "error": try readError(from: &scanner)
            default: try scanner.skip()
            }
        }
    }
}
