// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import CCurl
import LLMCallbacks

/// Why one attempt at a request failed, and whether another one may help.
struct AttemptFailure: Error {
    /// What the caller gets if this was the last attempt.
    var error: ModelError
    /// Whether another attempt may help, and does no harm: nothing of the answer has been told.
    var isRetryable = false
    /// How long the server asks to wait.
    var serverDelay: Duration?

    /// A fault that another attempt cannot mend.
    init(_ error: ModelError) { self.error = error }

    /// A fault of the transport.
    init(_ error: CurlError, hasEvents: Bool) {
        self.error = ModelError(error)
        isRetryable = !hasEvents && error.mayPass
    }

    /// An answer that is a refusal.
    init(_ refusal: RefusedAnswer) {
        let reason = refusal.reason
        error = refusal.error(reason)
        isRetryable = refusal.isRetryable && !reason.isExhaustedQuota
        serverDelay = ServerDelay.requested(by: refusal.head)
    }
}

extension CurlError {
    /// Whether the same request may fare better on a new connection. Certificates do not change, and a server that took a
    /// request and is silent would be given the work a second time.
    fileprivate var mayPass: Bool {
        switch kind {
        case .connection, .truncated, .timeout(.connect): true
        case .tls: code == CURLE_SSL_CONNECT_ERROR.rawValue
        case .invalidURL, .invalidRequest, .timeout, .invalidResponse, .tooLarge, .resources, .other: false
        }
    }
}
