// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Why a price table cannot be used.
public struct PriceTableError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, and with which model, in one sentence.
    public let description: String

    init(_ description: String) { self.description = description }
}
