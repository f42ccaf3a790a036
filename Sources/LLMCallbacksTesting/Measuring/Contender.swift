// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// One way to bring tokens to several consumers: what a ``Contest`` times.
///
/// Contenders do the same work with the same tokens: each consumer gets every token, in order, and adds it to a
/// ``TokenTally``. Those that ship with this module need nothing but the standard library; bring your own to see it beside them.
public protocol Contender: Sendable {
    /// A short name for tables, no longer than 20 characters.
    var name: String { get }

    /// Delivers every token to every consumer. Called many times, one call at a time.
    ///
    /// - Parameters:
    ///   - load: The tokens.
    ///   - consumers: To how many; may be 0.
    /// - Returns: The time from just before the first token until every consumer had the last, and what each consumer got.
    ///   Making and dismissing consumers does not belong to the time.
    func deliver(_ load: TokenLoad, to consumers: Int) async throws -> Delivery
}
