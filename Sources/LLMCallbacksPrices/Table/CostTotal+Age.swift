// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks

extension CostTotal {
    /// How many days older than a time the oldest of the tables is that were used; `nil` if none says of which day it is.
    public func tableAge(at time: WallTime = .now) -> Int? {
        oldestTableDate.flatMap(PriceValidity.second(ofDay:)).map { Int((time.secondsSinceEpoch - $0) / 86_400) }
    }
}
