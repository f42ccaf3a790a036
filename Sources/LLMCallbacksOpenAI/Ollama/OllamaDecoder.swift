// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// Turns the lines of an Ollama stream into the model's chunks.
///
/// Tool calls come whole, their arguments as an object, and mostly without an id: each is a call of its own. An answer that
/// calls tools ends with the reason `tool_calls`, although Ollama says `stop`, as its own OpenAI-compatible interface has it.
struct OllamaDecoder: ObjectDecoder {
    static let framing = AnswerFraming.lines

    private(set) var isDone = false
    private(set) var hasAnswer = false
    private var text = PieceDecoder()
    private var thinking = PieceDecoder()
    private var calls = ToolCallSlots()
    private var callCount = 0
    private var model = AnsweringModel()

    init() {}

    var isComplete: Bool { isDone }

    static func knows(event: String) -> Bool { true }

    mutating func decodeObject(
        from scanner: inout JSONScanner,
        event: String,
        into chunks: inout [ModelChunk]
    ) throws {
        let start = scanner.offset
        let line = try OllamaLine(from: &scanner)
        if line.hasMessage || line.isDone { hasAnswer = true }
        model.tell(line.model, into: &chunks)
        if let piece = line.thinking.map({ thinking.decode($0) }), !piece.isEmpty { chunks.append(.reasoning(piece)) }
        if let piece = line.content.map({ text.decode($0) }), !piece.isEmpty { chunks.append(.text(piece)) }
        for var call in line.calls {
            call.index = callCount
            callCount += 1
            if let delta = try calls.delta(for: call, choice: 0) { chunks.append(.token(delta)) }
        }
        if line.error != nil { throw ChatCompletionError(reading: scanner.bytes(from: start)).modelError() }
        if line.isDone { finish(line, into: &chunks) }
    }

    mutating func end(into chunks: inout [ModelChunk]) {
        flush(into: &chunks)
        isDone = true
    }

    mutating func flush(into chunks: inout [ModelChunk]) {
        let (thinking, text) = (thinking.flush(), text.flush())
        if !thinking.isEmpty { chunks.append(.reasoning(thinking)) }
        if !text.isEmpty { chunks.append(.text(text)) }
        for delta in calls.flush(choice: 0) { chunks.append(.token(delta)) }
    }

    private mutating func finish(_ line: OllamaLine, into chunks: inout [ModelChunk]) {
        end(into: &chunks)
        let word = line.doneReason?.string ?? ""
        var reason = word.isEmpty ? FinishReason.stop : FinishReason(rawValue: word)
        if callCount > 0, reason == .stop { reason = .toolCalls }
        chunks.append(.finish(reason, choice: 0))
        if line.inputTokens != nil || line.outputTokens != nil {
            let usage = TokenUsage(inputTokens: line.inputTokens, outputTokens: line.outputTokens)
            chunks.append(.usage(usage))
        }
    }
}
