// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Labels one above the other, each as near to its place as the others let it.
struct LabelColumn {
    /// Where the labels stand, in the order of the wishes.
    let positions: [Double]

    /// Spreads labels.
    ///
    /// - Parameters:
    ///   - wishes: Where each would like to stand.
    ///   - distance: The least distance between two.
    ///   - range: Where there is room. If it is too small for all, they go beyond its end.
    init(wishes: [Double], distance: Double, within range: ClosedRange<Double>) {
        let order = wishes.indices.sorted { wishes[$0] < wishes[$1] }
        var placed = wishes
        var next = range.lowerBound
        for index in order {
            placed[index] = max(next, wishes[index])
            next = placed[index] + distance
        }
        var last = max(range.upperBound, range.lowerBound + distance * Double(max(0, wishes.count - 1)))
        for index in order.reversed() {
            placed[index] = min(last, placed[index])
            last = placed[index] - distance
        }
        positions = placed
    }
}
