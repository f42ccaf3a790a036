// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// One line of an Ollama stream as it is written, with all texts where they lie: what an ``OllamaDecoder`` acts on.
/// https://github.com/ollama/ollama/blob/main/docs/api.md#generate-a-chat-completion
struct OllamaLine {
    /// The name of the model.
    var model: JSONText?
    /// A piece of the answer.
    var content: JSONText?
    /// A piece of thinking.
    var thinking: JSONText?
    /// Whole tool calls.
    var calls: [WireChunk.ToolCallFragment] = []
    /// Whether this is the last line.
    var isDone = false
    /// Why the answer ended.
    var doneReason: JSONText?
    /// Tokens of the prompt.
    var inputTokens: Int?
    /// Tokens of the answer.
    var outputTokens: Int?
    /// Whether there is a message, also an empty one.
    var hasMessage = false
    /// The value of `error`, unless it is none.
    var error: UnsafeRawBufferPointer?

    /// Reads one object. What is of an unexpected type counts as missing.
    init(from scanner: inout JSONScanner) throws(JSONFault) {
        guard try scanner.enterObject() else { return }
        while let name = try scanner.nextMember() {
            switch name {
            case "message": try readMessage(from: &scanner)
            case "model": model = try scanner.string()
            case "done": isDone = try scanner.skip().equals("true")
            case "done_reason": doneReason = try scanner.string()
            case "prompt_eval_count": inputTokens = try scanner.integer()
            case "eval_count": outputTokens = try scanner.integer()
            case "error": error = try scanner.reportedError() ?? error
            default: try scanner.skip()
            }
        }
    }

    private mutating func readMessage(from scanner: inout JSONScanner) throws(JSONFault) {
        guard try scanner.enterObject() else { return }
        hasMessage = true
        while let name = try scanner.nextMember() {
            switch name {
            case "content": content = try scanner.string()
            case "thinking": thinking = try scanner.string()
            case "tool_calls": try readCalls(from: &scanner)
            default: try scanner.skip()
            }
        }
    }

    private mutating func readCalls(from scanner: inout JSONScanner) throws(JSONFault) {
        guard try scanner.enterArray() else { return }
        while try scanner.nextElement() {
            if let call = try scanner.toolCall() { calls.append(call) }
        }
    }
}
