// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension String.UnicodeScalarView {
    /// Appends a short text. `append(contentsOf:)` reserves exactly what it needs, and so copies everything each time.
    package mutating func append(_ text: String) {
        for scalar in text.unicodeScalars { append(scalar) }
    }
}
