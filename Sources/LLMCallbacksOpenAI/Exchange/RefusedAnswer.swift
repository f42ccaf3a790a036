// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// An HTTP answer whose status says that the request failed: its head, and as much of its body as is kept.
struct RefusedAnswer {
    /// How much of the body is kept.
    static let maxBytes = 64 << 10

    /// Status and headers.
    let head: HTTPHead
    private var body: [UInt8] = []

    /// Creates the answer from its head. `nil` if that is no refusal.
    init?(_ head: HTTPHead) {
        guard !(200..<300).contains(head.status) else { return nil }
        self.head = head
    }

    /// Whether no more of the body is kept.
    var isFull: Bool { body.count >= Self.maxBytes }

    /// Keeps a part of the body.
    mutating func receive(_ bytes: [UInt8]) { body.append(contentsOf: bytes.prefix(Self.maxBytes - body.count)) }

    /// What the body says, in the terms of an error.
    var reason: ChatCompletionError {
        body.withUnsafeBytes { ChatCompletionError(reading: ChatCompletionFailure.content(of: $0)) }
    }

    /// Whether the same request may fare better later: by the server's own word, else by its status.
    var isRetryable: Bool {
        switch head["x-should-retry"]?.lowercased() {
        case "true": true
        case "false": false
        default: [408, 409, 429].contains(head.status) || (500..<600).contains(head.status)
        }
    }

    /// The refusal as a model's error.
    func error(_ reason: ChatCompletionError) -> ModelError {
        if let target = head["location"], (300..<400).contains(head.status) { return redirected(to: target) }
        return body.withUnsafeBytes {
            ChatCompletionFailure.refused(status: head.status, requestID: head.requestID, body: $0)
        }
    }

    /// A redirect is not followed: it would carry keys in headers of their own to another host, and turn POST into GET.
    private func redirected(to target: String) -> ModelError {
        let place = HTTPRequest.origin(of: target)
        return ModelError(
            .invalidResponse,
            "The server redirects \(place.isEmpty ? "elsewhere" : "to \(place)"), and redirects are not followed.",
            status: head.status,
            requestID: head.requestID
        )
    }
}

extension ChatCompletionError {
    /// Whether what has been paid for is used up: no retry brings it back.
    var isExhaustedQuota: Bool {
        words.contains { word in Self.quotaWords.contains(word.lowercased()) }
            || message?.contains("insufficient_quota") == true
    }

    private static let quotaWords: Set<String> = [
        "insufficient_quota", "quota_exceeded", "billing_hard_limit_reached", "billing_not_active", "billing_error",
        "insufficient_balance", "usage_limit_reached", "usage_not_included", "credits_exhausted",
    ]
}

extension HTTPHead {
    /// The server's name for the request.
    var requestID: String? { self["x-request-id"] ?? self["request-id"] ?? self["apim-request-id"] }
}
