// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// A sync handler that does what a test says.
struct ActingHandler: CallbackHandler {
    let act: @Sendable (CallbackEvent) throws -> Void

    init(_ act: @escaping @Sendable (CallbackEvent) throws -> Void) { self.act = act }

    func handle(_ event: CallbackEvent) throws { try act(event) }
}

/// An async handler that does what a test says.
struct AsyncActingHandler: AsyncCallbackHandler {
    let act: @Sendable (CallbackEvent) async throws -> Void

    init(_ act: @escaping @Sendable (CallbackEvent) async throws -> Void) { self.act = act }

    func handle(_ event: CallbackEvent) async throws { try await act(event) }
}
