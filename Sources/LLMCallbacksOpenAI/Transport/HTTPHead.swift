// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// The status and the header fields of an answer.
struct HTTPHead: Sendable, Hashable {
    /// The status, such as 200.
    let status: Int
    /// The header fields in the order in which they came. A name may occur more than once.
    let headers: [HTTPHeaderField]

    /// The value of the first field of that name, in any case of ASCII letters.
    subscript(name: String) -> String? { headers.first { $0.isNamed(name) }?.value }
}
