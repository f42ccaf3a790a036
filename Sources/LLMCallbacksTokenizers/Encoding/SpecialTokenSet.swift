// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Which of an encoding's special tokens are meant.
///
/// ```swift
/// try encoding.encode(prompt, allowing: ["<|endoftext|>"], refusing: .all)
/// ```
public struct SpecialTokenSet: Sendable, Hashable, ExpressibleByArrayLiteral {
    /// `nil` for all of them.
    private let names: Set<String>?

    /// All special tokens of the encoding.
    public static let all = SpecialTokenSet(names: nil)
    /// None.
    public static let none: SpecialTokenSet = []

    /// Those with these names. Names that the encoding does not have mean nothing.
    public init(_ names: some Sequence<String>) { self.init(names: Set(names)) }

    /// Those with these names.
    public init(arrayLiteral names: String...) { self.init(names: Set(names)) }

    private init(names: Set<String>?) { self.names = names }

    /// Whether this means a token.
    func contains(_ name: String) -> Bool { names?.contains(name) ?? true }

    /// Whether this means none, whatever the encoding.
    var isEmpty: Bool { names?.isEmpty ?? false }
}
