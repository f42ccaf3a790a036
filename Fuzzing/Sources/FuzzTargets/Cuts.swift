// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Where a text is cut into pieces: the same for the same seed.
struct Cuts {
    let seed: UInt8

    /// The pieces of a text, none of them empty. Seed 0 leaves it whole, 1 makes pieces of one byte.
    func pieces(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        guard seed > 0 else { return bytes.isEmpty ? [] : [bytes[...]] }
        var pieces: [ArraySlice<UInt8>] = []
        var state = UInt64(seed)
        var start = 0
        while start < bytes.count {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let length = seed == 1 ? 1 : 1 + Int(state >> 33) % Int(seed)
            let end = min(start + length, bytes.count)
            pieces.append(bytes[start..<end])
            start = end
        }
        return pieces
    }
}
