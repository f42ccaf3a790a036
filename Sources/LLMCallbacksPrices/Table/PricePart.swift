// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What has a price of its own. The raw values are the keys of price files.
enum PricePart: String, CaseIterable, Sendable {
    case input, output, cacheRead, cacheWrite, cacheWrite1h, reasoning, audioInput, imageInput, audioOutput
}
