// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What tokens cost when it was last agreed to, by the names of subjects. Checked in, a file for each kind of processor.
struct Thresholds: Codable {
    var costs: [String: TokenCost]

    init(costs: [String: TokenCost]) { self.costs = costs }

    init(path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw GateError("no thresholds in \(path); record them there with: CountGate record \(path)")
        }
        self = try JSONDecoder().decode(Thresholds.self, from: data)
    }

    func write(to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try (encoder.encode(self) + Data("\n".utf8)).write(to: URL(fileURLWithPath: path))
    }

    /// The parts of a cost that are greater than what was agreed to, in words.
    func excesses(of subject: Subject, _ cost: TokenCost) throws -> [String] {
        guard let agreed = costs[subject.name] else { throw GateError("no threshold for \(subject.name)") }
        return TokenCost.parts.compactMap { name, path in
            let (factor, more) = subject.allowance(for: name)
            let most = agreed[keyPath: path] * factor + more
            guard cost[keyPath: path] > most else { return nil }
            return "\(name): \(cost[keyPath: path]) a token, at most \((most * 1000).rounded() / 1000)"
        }
    }
}
