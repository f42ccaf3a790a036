// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// A response as it is written: what its first and last events, and answers that are not streamed, carry.
struct ResponsesResult {
    /// The name of the model that answers.
    var model: JSONText?
    /// How far the response is: `in_progress`, `completed`, `incomplete`, `failed`, `cancelled`.
    var status: JSONText?
    /// Why the response is incomplete.
    var incompleteReason: JSONText?
    /// The counts.
    var usage: TokenUsage?
    /// How the request was served.
    var serviceTier: JSONText?
    /// The value of `output`: a list of items.
    var output: UnsafeRawBufferPointer?
    /// The value of `error`, unless it is none.
    var error: UnsafeRawBufferPointer?

    /// Reads a response. What is of an unexpected type counts as missing.
    init(from scanner: inout JSONScanner) throws(JSONFault) {
        guard try scanner.enterObject() else { return }
        while let name = try scanner.nextMember() {
            switch name {
            case "model": model = try scanner.string()
            case "status": status = try scanner.string()
            case "incomplete_details": try readReason(from: &scanner)
            case "usage": usage = try TokenUsage(openAI: &scanner)
            case "service_tier": serviceTier = try scanner.string()
            case "output": output = try scanner.skip()
            case "error": error = try scanner.reportedError() ?? error
            default: try scanner.skip()
            }
        }
    }

    private mutating func readReason(from scanner: inout JSONScanner) throws(JSONFault) {
        guard try scanner.enterObject() else { return }
        while let name = try scanner.nextMember() {
            if name.bytes.equals("reason") { incompleteReason = try scanner.string() } else { try scanner.skip() }
        }
    }
}
