// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LLMCallbacksTesting

/// Numbers of handlers on the command line: `0,1,8`.
struct HandlerNumbers: ExpressibleByArgument {
    /// The most handlers that are measured at once.
    static let most = 256
    /// What is measured unless something else is asked for.
    static let standard = HandlerNumbers(numbers: CostTable.standardConsumers)

    /// The numbers, from the least to the greatest, each once; at least one.
    let numbers: [Int]

    private init(numbers: [Int]) { self.numbers = numbers }

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int($0) }.filter { (0...Self.most).contains($0) }
        guard numbers.count == parts.count else { return nil }
        self.init(numbers: Set(numbers).sorted())
    }

    var defaultValueDescription: String { numbers.map { "\($0)" }.joined(separator: ",") }
}
