// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension Suite {
    /// Every suite, in the order of the data path's stages.
    public static let all: [Suite] = [
        .dispatch, .lifecycle, .queuedDelivery, .iterator, .builtInHandlers, .decoding, .loopback, .transcript,
        .tokenCounting,
    ]
}
