// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

extension ModelChunk {
    /// The chunk in a few words, for comparison: chunks themselves cannot be compared.
    var note: String {
        switch self {
        case .token(let delta):
            switch delta.lane {
            case .text: return "text\(delta.place): \(delta.text)"
            case .reasoning: return "reasoning\(delta.place): \(delta.text)"
            case .refusal: return "refusal\(delta.place): \(delta.text)"
            case .toolCall(let slot):
                return "call\(delta.place) \(slot) \(delta.callID) \(delta.callName): \(delta.text)"
            @unknown default: return "\(delta)"
            }
        case .usage(let usage):
            let cached = usage.cachedInputTokens.map { ", \($0) cached" } ?? ""
            let reasoning = usage.reasoningTokens.map { ", \($0) reasoning" } ?? ""
            return "usage: \(usage.inputTokens ?? -1) in, \(usage.outputTokens ?? -1) out\(cached)\(reasoning)"
        case .finish(let reason, let choice):
            return "finish\(choice == 0 ? "" : "[\(choice)]"): \(reason)"
        case .model(let name):
            return "model: \(name)"
        default:
            return "\(self)"
        }
    }
}

extension TokenDelta {
    fileprivate var place: String { choice == 0 ? "" : "[\(choice)]" }
}
