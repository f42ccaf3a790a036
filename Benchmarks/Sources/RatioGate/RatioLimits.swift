// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacksTesting

/// How many times the floor's time inline delivery may take, by the number of consumers.
struct RatioLimits: Codable {
    /// The ratios that were agreed to: least time by least time.
    var ratios: [String: Double]

    init(ratios: [String: Double]) { self.ratios = ratios }

    init(path: String) throws {
        self = try JSONDecoder().decode(RatioLimits.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    }

    func write(to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try (encoder.encode(self) + Data("\n".utf8)).write(to: URL(fileURLWithPath: path))
    }

    /// What may come on top: processors differ in what a clock and an atomic cost, beside a call.
    private static let allowance = 2.0

    /// Measures, prints, and says whether no ratio is too great. A machine that is busy may have a second and a third try.
    func hold(for contender: any Contender) async throws -> Bool {
        for _ in 0..<3 {
            let measured = try await Self.measure(contender)
            let excess = measured.filter { $0.value > (ratios[$0.key] ?? 0) * Self.allowance }
            for (consumers, ratio) in measured.sorted(by: { $0.key < $1.key }) {
                let limit = (ratios[consumers] ?? 0) * Self.allowance
                print("\(contender.name), \(consumers) consumers: \(ratio) times the floor, at most \(limit)")
            }
            if excess.isEmpty { return true }
        }
        return false
    }

    /// The ratios of now.
    static func measure(_ contender: any Contender) async throws -> [String: Double] {
        let costs = try await CostTable.measure([.floor, contender], consumers: [1, 8, 64], turns: 150)
        let ratios = costs.rows[1].cells.map { ("\($0.consumers)", (($0.leastRatio ?? 0) * 100).rounded() / 100) }
        return Dictionary(uniqueKeysWithValues: ratios)
    }
}
