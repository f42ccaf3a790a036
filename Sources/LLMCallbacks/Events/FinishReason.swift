// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Why a model stopped writing. Open: servers have words of their own, and they are kept as they are.
public struct FinishReason: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
    /// The server's word.
    public var rawValue: String

    /// Keeps a server's word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The server's word.
    public var description: String { rawValue }

    /// The answer is complete, or a stop sequence was met.
    public static let stop = FinishReason(rawValue: "stop")
    /// The limit of tokens was reached.
    public static let length = FinishReason(rawValue: "length")
    /// The model wants tools called.
    public static let toolCalls = FinishReason(rawValue: "tool_calls")
    /// A filter withheld the rest.
    public static let contentFilter = FinishReason(rawValue: "content_filter")
    /// The source ended without saying why.
    public static let unknown = FinishReason(rawValue: "unknown")
}
