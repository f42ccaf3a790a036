// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacksTesting

extension Workload {
    /// The delivery of tokens by one contender; a unit is a token, for all consumers together.
    init(_ name: String, _ contender: any Contender, _ load: TokenLoad, to consumers: Int) {
        self.init(name, per: "token") {
            let delivery = try await contender.deliver(load, to: consumers)
            try delivery.check(load, consumers: consumers, by: name)
            return .time(delivery.elapsed, units: load.count)
        }
    }

    /// The floor: one call of a class's method a token.
    public static let floor = Workload("floor", FloorContender(), TokenLoad(rounds: 1024), to: 1)
}
