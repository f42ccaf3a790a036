// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// The forms in which a model's name may stand in a table, most exact first.
struct ModelName {
    /// The name with ever less in front of it: provider, region, maker.
    let forms: [String]
    /// The same forms without the date or version at their end.
    let undatedForms: [String]

    private static let regions = ["us", "eu", "apac", "ap", "jp", "au", "ca", "global", "us-gov"]
    private static let makers = [
        "anthropic", "meta", "amazon", "openai", "mistral", "cohere", "deepseek", "ai21", "google",
    ]

    init(_ name: String) {
        let name = name.lowercased()
        var forms = [name]
        var rest = name[...]
        while let slash = rest.firstIndex(of: "/") {
            rest = rest[rest.index(after: slash)...]
            forms.append(String(rest))
        }
        for prefixes in [Self.regions, Self.makers] {
            guard let dot = rest.firstIndex(of: "."), prefixes.contains(String(rest[..<dot])) else { continue }
            rest = rest[rest.index(after: dot)...]
            forms.append(String(rest))
        }
        self.forms = forms
        undatedForms = forms.compactMap(Self.undated)
    }

    /// A name without `-2025-08-07`, `-20250929`, `@20250929`, `-latest`, and Bedrock's `-v1:0`; `nil` if it ends otherwise.
    private static func undated(_ name: String) -> String? {
        var rest = name[...]
        if let colon = rest.lastIndex(of: ":"), let version = rest[..<colon].range(ofLast: "-v"),
            rest[version.upperBound..<colon].allSatisfy(\.isNumber)
        {
            rest = rest[..<version.lowerBound]
        }
        if rest.hasSuffix("-latest") {
            rest = rest.dropLast("-latest".count)
        } else if let date = dateLengths.first(where: { endsInDate(rest, $0) }) {
            rest = rest.dropLast(date)
        }
        return rest.count < name.count && !rest.isEmpty ? String(rest) : nil
    }

    /// The lengths of `-2025-08-07` and of `-20250807`.
    private static let dateLengths = [11, 9]

    private static func endsInDate(_ name: Substring, _ length: Int) -> Bool {
        let date = Array(name.suffix(length))
        guard date.count == length, date[0] == "-" || date[0] == "@" else { return false }
        return date.dropFirst().enumerated().allSatisfy { offset, character in
            length == 11 && (offset == 4 || offset == 7) ? character == "-" : character.isASCII && character.isNumber
        }
    }
}

extension Substring {
    fileprivate func range(ofLast text: String) -> Range<Index>? {
        var end = endIndex
        while let start = index(end, offsetBy: -text.count, limitedBy: startIndex) {
            if self[start..<end] == text { return start..<end }
            guard start > startIndex else { return nil }
            end = index(before: end)
        }
        return nil
    }
}
