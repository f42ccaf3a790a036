// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LLMCallbacksTokenizers

/// Which encoding to count with.
struct VocabularyOptions: ParsableArguments {
    @Option(help: "The encoding: \(TokenEncoding.embeddedNames.joined(separator: ", ")). (default: o200k_base)")
    var encoding: String?

    @Option(help: "The model whose encoding it is.")
    var model: String?

    @Option(help: ArgumentHelp("A .tiktoken file to count with.", valueName: "file"))
    var vocabulary: String?

    @Option(
        help: ArgumentHelp(
            "What special tokens in the text are: text, all (they stand for themselves), refuse, or the names of those that do, with commas.",
            valueName: "rule"
        )
    )
    var special = SpecialTokenRule.text

    func validate() throws {
        if model != nil, encoding != nil || vocabulary != nil {
            throw ValidationError("give --model alone, or --encoding and --vocabulary")
        }
    }

    /// The encoding that the options name.
    ///
    /// - Throws: ``UsageError`` if there is none of that name; ``TokenizerError`` if a file cannot be used.
    func chosenEncoding() throws -> TokenEncoding {
        if let vocabulary {
            return try TokenEncoding(contentsOf: vocabulary, named: encoding ?? Self.name(of: vocabulary))
        }
        if let model {
            guard let encoding = TokenEncoding(forModel: model) else {
                throw UsageError(message: "the encoding of the model \(model) is not known: give --encoding")
            }
            return encoding
        }
        guard let encoding else { return .o200kBase }
        guard let known = TokenEncoding(named: encoding) else {
            let names = TokenEncoding.embeddedNames.joined(separator: ", ")
            throw UsageError(message: "unknown encoding \(encoding): there are \(names)")
        }
        return known
    }

    /// A file's name, without what is behind its first dot.
    private static func name(of path: String) -> String {
        String((path.split(separator: "/").last ?? "").prefix { $0 != "." })
    }
}
