// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Which models think where nobody sees it, so that the tokens of their visible text are fewer than those that are billed.
enum HiddenReasoning {
    private static let families = ["o1", "o3", "o4", "gpt-5"]

    /// Whether a model may write more than it shows. A name that is not known says no.
    static func isLikely(inModel name: String) -> Bool {
        let model = name.lowercased().split(separator: "/").last ?? ""
        return families.contains { family in
            guard model.hasPrefix(family) else { return false }
            let next = model.dropFirst(family.count).first
            return next == nil || next == "-" || next == "."
        } && !model.hasPrefix("gpt-5-chat")
    }
}
