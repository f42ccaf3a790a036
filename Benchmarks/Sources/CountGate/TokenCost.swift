// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What something takes that can be counted: of a whole process, or of one token.
struct TokenCost: Codable, Equatable {
    /// Instructions that the processor executes.
    var instructions = 0.0
    /// Calls that count a reference: `swift_retain` and its kin.
    var retains = 0.0
    /// Calls that discount one: `swift_release` and its kin.
    var releases = 0.0
    /// Objects made: `swift_allocObject`.
    var objects = 0.0
    /// Memory taken: `malloc` and its kin. Objects take memory, too.
    var mallocs = 0.0

    /// The parts, with the names that they have in a report.
    static let parts: [(name: String, path: any WritableKeyPath<TokenCost, Double> & Sendable)] = [
        ("instructions", \.instructions), ("retains", \.retains), ("releases", \.releases), ("objects", \.objects),
        ("mallocs", \.mallocs),
    ]

    /// The cost of one token, from that of a process and of one with fewer tokens: what both did besides is gone.
    static func ofOne(more: TokenCost, less: TokenCost, tokens: Int) -> TokenCost {
        var one = TokenCost()
        for (_, path) in parts {
            let difference = more[keyPath: path] - less[keyPath: path]
            one[keyPath: path] = (difference / Double(tokens) * 1000).rounded() / 1000
        }
        return one
    }
}
