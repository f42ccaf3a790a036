// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// A model's name without what servers and gateways put around it.
struct ModelName {
    /// The name of the base model, in lower case.
    let base: Substring

    /// What stands before a colon and is no model.
    private static let providers: Set<Substring> = [
        "openai", "azure", "azure_openai", "azure-openai", "ollama", "openrouter", "litellm",
    ]

    /// Takes a name apart: `openai/gpt-4o`, `azure/eu/gpt-4o`, `openai:gpt-4o`, `ft:gpt-4o-mini:acme::id`, `gpt-oss:20b`,
    /// `gpt-4o@2024-08-06`, `davinci:ft-acme-2021`.
    init(_ name: String) {
        let whole = name.lowercased()
        // Of fine-tuned models the part after the base is a user's own, and may have any sign.
        if let tuned = whole.firstRange(of: "ft:"),
            tuned.lowerBound == whole.startIndex || whole[..<tuned.lowerBound].last == "/"
        {
            base = Self.first(whole[tuned.upperBound...])
            return
        }
        var rest = whole.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        let first = Self.first(rest)
        if Self.providers.contains(first), first.endIndex < rest.endIndex {
            rest = rest[first.endIndex...].dropFirst()
        }
        base = Self.first(rest)
    }

    private static func first(_ name: Substring) -> Substring { name.prefix { $0 != ":" && $0 != "@" } }
}
