// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

extension ModelError {
    /// A fault of the transport, in terms that programs understand.
    init(_ error: CurlError) {
        let kind: Kind =
            switch error.kind {
            case .invalidURL, .invalidRequest: .invalidRequest
            case .connection, .tls, .resources, .other: .connection
            case .timeout: .timeout
            case .truncated: .truncated
            case .invalidResponse: .invalidResponse
            case .tooLarge: .tooLarge
            }
        self.init(kind, "\(error)", underlying: error)
    }
}
