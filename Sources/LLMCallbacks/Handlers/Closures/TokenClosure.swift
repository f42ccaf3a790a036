// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// A closure in a struct of its own: put straight into a generic type or an `Optional`, it would be wrapped in another that
/// fits the general form, and each call through that copies what is passed.
@usableFromInline
struct TokenClosure: Sendable {
    @usableFromInline
    let body: @Sendable (TokenDelta) throws -> Void

    @usableFromInline
    init(_ body: @escaping @Sendable (TokenDelta) throws -> Void) { self.body = body }
}

/// The same for a closure that takes any event.
@usableFromInline
struct EventClosure: Sendable {
    @usableFromInline
    let body: @Sendable (CallbackEvent) throws -> Void

    @usableFromInline
    init(_ body: @escaping @Sendable (CallbackEvent) throws -> Void) { self.body = body }
}
