// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTesting
import Testing

struct ModelConformanceTests {
    @Test func `a scripted model passes`() async throws {
        let report = try await ModelConformance.check(ScriptedModel("a", "b"), request: "Hello")
        #expect(report.scenarios.count == 4)
    }

    @Test func `a model without an answer is named`() async throws {
        let failure = await #expect(throws: ConformanceFailure.self) {
            try await ModelConformance.check(ScriptedModel(), request: "Hello")
        }
        #expect(failure?.description.contains("one request: the answer had no token") == true)
    }

    @Test func `a model that fails is named`() async throws {
        let model = ScriptedModel(tokens: ["a"], failingWith: InjectedFault("outage"))
        let failure = await #expect(throws: ConformanceFailure.self) {
            try await ModelConformance.check(model, request: "Hello")
        }
        #expect(failure?.description.contains("outage") == true)
    }

    @Test func `a model that is deaf to cancellation is named`() async throws {
        let gate = Gate()
        let deaf = ScriptedModel { request in
            request == "Hello" ? ["a", .perform { await $0.hangIfOver(at: gate) }] : []
        }
        let failure = await #expect(throws: ConformanceFailure.self) {
            try await ModelConformance.check(deaf, request: "Hello", limit: .milliseconds(500))
        }
        gate.open()
        #expect(failure?.description.contains("stopped at its first token: it did not return in time") == true)
    }
}

extension ModelOutput {
    fileprivate func hangIfOver(at gate: Gate) async {
        if run.isOver { await gate.wait() }
    }
}
