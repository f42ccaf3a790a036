// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// Another model that begins when it is told to, and tells when it has returned.
struct ObservedModel<Base: StreamingModel>: StreamingModel {
    private let base: Base
    private let mayBegin = Gate()
    private let hasReturned = Gate()

    init(_ base: Base) { self.base = base }

    var name: String { base.name }

    func respond(to request: ModelRequest, into output: ModelOutput) async throws {
        defer { hasReturned.open() }
        await mayBegin.wait()
        try await base.respond(to: request, into: output)
    }

    /// Lets the model begin.
    func begin() { mayBegin.open() }

    /// Waits until the model has returned from its one request.
    func waitForReturn() async { await hasReturned.wait() }
}
