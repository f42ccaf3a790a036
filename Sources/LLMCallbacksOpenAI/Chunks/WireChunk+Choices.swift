// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension WireChunk {
    /// Reads the value of `choices`.
    mutating func readChoices(from scanner: inout JSONScanner) throws(JSONFault) {
        hasChoices = true
        guard try scanner.enterArray() else { return }
        while try scanner.nextElement() { try readChoice(from: &scanner) }
    }

    private mutating func readChoice(from scanner: inout JSONScanner) throws(JSONFault) {
        guard try scanner.enterObject() else { return }
        let firstPiece = pieces.count
        let firstFragment = fragments.count
        var index = 0
        var finishReason: JSONText?
        while let name = try scanner.nextMember() {
            switch name {
            case "index": index = try scanner.integer() ?? 0
            case "delta", "message": try readDelta(from: &scanner)
            case "finish_reason": finishReason = try scanner.string()
            case "error": try readError(from: &scanner)
            default: try scanner.skip()
            }
        }
        choices.append(
            Choice(
                index: index,
                pieces: firstPiece..<pieces.count,
                fragments: firstFragment..<fragments.count,
                finishReason: finishReason
            )
        )
    }

    /// Reads a `delta`, or the `message` of an answer that is not streamed, which has the same members.
    private mutating func readDelta(from scanner: inout JSONScanner) throws(JSONFault) {
        var hasReasoning = false
        guard try scanner.enterObject() else { return }
        while let name = try scanner.nextMember() {
            switch name {
            case "content": try readContent(.text, from: &scanner)
            case "refusal": try readContent(.refusal, from: &scanner)
            case "reasoning_content", "reasoning":
                // Some servers send the same text under both names.
                if hasReasoning {
                    try scanner.skip()
                } else {
                    let before = pieces.count
                    try readContent(.reasoning, from: &scanner)
                    hasReasoning = pieces.count > before
                }
            case "tool_calls": try readToolCalls(from: &scanner)
            case "function_call": try readFunctionCall(from: &scanner)
            default: try scanner.skip()
            }
        }
    }

    /// Reads a text, or a list of parts with texts, which may nest a few levels deep.
    private mutating func readContent(
        _ lane: Lane,
        depth: Int = 0,
        from scanner: inout JSONScanner
    ) throws(JSONFault) {
        switch scanner.peek() {
        case UInt8(ascii: "\""):
            if let text = try scanner.string(), !text.isEmpty { pieces.append(Piece(lane: lane, text: text)) }
        case UInt8(ascii: "[") where depth < 4:
            _ = try scanner.enterArray()
            while try scanner.nextElement() { try readContent(lane, depth: depth + 1, from: &scanner) }
        case UInt8(ascii: "{") where depth > 0 && depth < 4:
            try readPart(lane, depth: depth, from: &scanner)
        default:
            try scanner.skip()
        }
    }

    private mutating func readPart(
        _ lane: Lane,
        depth: Int,
        from scanner: inout JSONScanner
    ) throws(JSONFault) {
        let first = pieces.count
        var isReasoning = false
        _ = try scanner.enterObject()
        while let name = try scanner.nextMember() {
            switch name {
            case "text": try readContent(lane, depth: depth + 1, from: &scanner)
            case "thinking", "reasoning": try readContent(.reasoning, depth: depth + 1, from: &scanner)
            case "refusal": try readContent(.refusal, depth: depth + 1, from: &scanner)
            case "type":
                let type = try scanner.string()
                isReasoning = type.map { $0.bytes.equals("thinking") || $0.bytes.equals("reasoning") } ?? false
            default: try scanner.skip()
            }
        }
        if isReasoning {
            for index in first..<pieces.count { pieces[index].lane = .reasoning }
        }
    }
}
