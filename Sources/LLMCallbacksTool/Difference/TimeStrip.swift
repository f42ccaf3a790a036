// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksExport

/// How many bytes of an answer came when, as a row of bars.
struct TimeStrip {
    static let columns = 60

    private var bytes = [Int](repeating: 0, count: columns)

    /// - Parameter total: The time that the whole row stands for, more than nothing.
    init(_ timing: StreamTiming, over total: Duration) {
        for arrival in timing.arrivals {
            let place = Int(arrival.time / total * Double(Self.columns))
            bytes[min(max(place, 0), Self.columns - 1)] += arrival.bytes
        }
    }

    /// The most bytes of one bar.
    var most: Int { bytes.max() ?? 0 }

    /// The bars.
    ///
    /// - Parameter most: How many bytes the highest bar stands for, more than 0.
    func text(most: Int) -> String {
        let bars = Array("▁▂▃▄▅▆▇█")
        return String(bytes.map { $0 == 0 ? " " : bars[min($0 * bars.count / (most + 1), bars.count - 1)] })
    }
}
