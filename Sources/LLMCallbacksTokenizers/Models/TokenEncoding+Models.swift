// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension TokenEncoding {
    /// The encoding of a model, if it is known and part of the program; `nil` if not. Never a guess.
    ///
    /// - Parameter model: The name that the server uses, with whatever surrounds it: `gpt-4o-2024-08-06`,
    ///   `azure/eu/gpt-4o`, `ft:gpt-4o-mini:acme::id`. Case does not matter.
    public init?(forModel model: String) {
        guard let name = Self.name(forModel: model) else { return nil }
        self.init(named: name)
    }

    /// The name of a model's encoding, as tiktoken has it; `nil` if the model is not known. Some of the names are those of old
    /// encodings that are not part of the program: `p50k_base`, `p50k_edit`, `r50k_base`, `gpt2`.
    public static func name(forModel model: String) -> String? { ModelEncodings.encoding(of: ModelName(model)) }
}
