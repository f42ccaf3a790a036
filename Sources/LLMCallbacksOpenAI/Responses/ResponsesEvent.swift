// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// One event of a Responses stream as it is written, with all texts where they lie: what a ``ResponsesDecoder`` acts on.
/// https://platform.openai.com/docs/api-reference/responses-streaming
struct ResponsesEvent {
    /// What kind of event this is; `nil` if it does not say.
    var type: JSONText?
    /// Which item this is about.
    var place = ResponsesPlace()
    /// The place of the part among those of its item.
    var part = 0
    /// A piece of a part.
    var delta: JSONText?
    /// A whole part: the value of `text`, `refusal`, `arguments` or `input`.
    var whole: JSONText?
    /// The value of `item`.
    var itemBody: UnsafeRawBufferPointer?
    /// The value of `response`.
    var response: UnsafeRawBufferPointer?
    /// The value of `error`, unless it is none.
    var error: UnsafeRawBufferPointer?
    /// Whether this is no event, but the answer to a request that was not streamed.
    var isResponse = false
    /// Whether there is a sentence where nothing but an error has one.
    var hasSentence = false

    /// Reads one object. What is of an unexpected type counts as missing.
    init(from scanner: inout JSONScanner) throws(JSONFault) {
        guard try scanner.enterObject() else { return }
        while let name = try scanner.nextMember() {
            switch name {
            case "type": type = try scanner.string()
            case "output_index": place.index = try scanner.integer()
            case "item_id": place.id = try scanner.string()
            case "content_index", "summary_index": part = try scanner.integer() ?? 0
            case "delta": delta = try scanner.string()
            case "text", "refusal", "arguments", "input": whole = try scanner.string()
            case "item": itemBody = try scanner.skip()
            case "response": response = try scanner.skip()
            case "object": isResponse = try scanner.string()?.bytes.equals("response") ?? false
            case "error": error = try scanner.reportedError() ?? error
            case "message", "detail": hasSentence = try scanner.string()?.isEmpty == false || hasSentence
            default: try scanner.skip()
            }
        }
    }
}
