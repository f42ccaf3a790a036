// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

@testable import LLMCallbacksOpenAI

struct AttemptFailureTests {
    private static let mayPass: [(CurlError.Kind, code: UInt32, Bool)] = [
        (.connection, 7, true), (.truncated, 18, true), (.timeout(.connect), 28, true), (.tls, 35, true),
        (.timeout(.firstToken), 28, false), (.timeout(.idle), 28, false), (.timeout(.event), 28, false),
        (.timeout(.total), 28, false), (.tls, 60, false), (.tls, 77, false), (.invalidURL, 3, false),
        (.invalidRequest, 0, false), (.invalidResponse, 1, false), (.tooLarge, 0, false), (.resources, 27, false),
        (.other, 99, false),
    ]

    @Test(arguments: mayPass)
    func `a fault that may pass is worth another attempt, before the first event only`(
        kind: CurlError.Kind,
        code: UInt32,
        mayPass: Bool
    ) {
        let error = CurlError(code: code, kind, "it broke", while: "POST http://a")
        #expect(AttemptFailure(error, hasEvents: false).isRetryable == mayPass)
        #expect(!AttemptFailure(error, hasEvents: true).isRetryable)
    }

    @Test func `what an answer says is final`() {
        #expect(!AttemptFailure(ModelError(.server, "Overloaded")).isRetryable)
        #expect(!AttemptFailure(ModelError(.truncated, "cut")).isRetryable)
    }
}
