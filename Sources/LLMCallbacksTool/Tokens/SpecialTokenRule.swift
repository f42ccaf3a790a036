// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LLMCallbacksTokenizers

/// What special tokens in a text are.
struct SpecialTokenRule: ExpressibleByArgument {
    /// Those that stand for themselves.
    let allowed: SpecialTokenSet
    /// Those that must not be there.
    let refused: SpecialTokenSet

    /// They are text.
    static let text = SpecialTokenRule(allowed: .none, refused: .none)

    private init(allowed: SpecialTokenSet, refused: SpecialTokenSet) {
        self.allowed = allowed
        self.refused = refused
    }

    /// Reads `text`, `all`, `refuse`, or the names of those that are allowed, with commas between them.
    init?(argument: String) {
        switch argument {
        case "": return nil
        case "text": self = .text
        case "all": self.init(allowed: .all, refused: .none)
        case "refuse": self.init(allowed: .none, refused: .all)
        default: self.init(allowed: SpecialTokenSet(argument.split(separator: ",").map(String.init)), refused: .none)
        }
    }

    /// The word for the default, which the help shows.
    var defaultValueDescription: String { "text" }

    func encode(_ text: String, _ encoding: TokenEncoding) throws -> [Int] {
        try encoding.encode(text, allowing: allowed, refusing: refused)
    }

    func count(_ text: String, _ encoding: TokenEncoding) throws -> Int {
        try encoding.count(text, allowing: allowed, refusing: refused)
    }
}
