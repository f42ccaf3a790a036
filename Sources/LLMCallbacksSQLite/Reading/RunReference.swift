// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// How people name a run.
enum RunReference: Hashable {
    /// So many before the run that started last.
    case last(Int)
    /// The beginning of an id, in its written form.
    case prefix(String)

    /// Reads a name; `nil` if it can name nothing.
    init?(_ text: String) {
        if text == "last" {
            self = .last(0)
        } else if text.hasPrefix("last~"), let offset = Int(text.dropFirst(5)), offset >= 0 {
            self = .last(offset)
        } else {
            let digits = text.lowercased().filter { $0 != "-" }
            guard (1...32).contains(digits.count), digits.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
                return nil
            }
            self = .prefix(Self.written(digits))
        }
    }

    /// Puts the hyphens where ids have them.
    private static func written(_ digits: String) -> String {
        var written = ""
        for (place, digit) in digits.enumerated() {
            if place == 8 || place == 12 || place == 16 || place == 20 { written.append("-") }
            written.append(digit)
        }
        return written
    }
}
