// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacksTesting
import Testing

struct HistogramTests {
    @Test func `small values are kept exactly`() {
        var histogram = Histogram()
        for value in [5, 1, 3, 2, 4] { histogram.record(value) }
        #expect(histogram.count == 5)
        #expect([0, 20, 21, 50, 80, 81, 100].map(histogram.percentile) == [1, 1, 2, 3, 4, 5, 5])
    }

    @Test(arguments: [1023, 1024, 2047, 2049, 65_535, 1_000_003, Int.max / 3, Int.max])
    func `a large value is too small by less than a thousandth`(value: Int) throws {
        var histogram = Histogram()
        histogram.record(value)
        let kept = try #require(histogram.percentile(50))
        #expect(kept <= value)
        #expect(Double(value - kept) <= Double(value) / 1000)
    }

    @Test func `an empty histogram has no percentiles, and negative values count as 0`() {
        var histogram = Histogram()
        #expect(histogram.percentile(50) == nil)
        histogram.record(-7)
        #expect(histogram.percentile(50) == 0)
        #expect(histogram.percentile(-1) == 0)
        #expect(histogram.percentile(1000) == 0)
    }

    @Test func `percentiles of many values are those of the sorted values`() throws {
        var histogram = Histogram()
        let values = (1...10_000).map { $0 * 37 }
        for value in values.reversed() { histogram.record(value) }
        for percent in [1, 25, 50, 90, 99, 100] {
            let exact = values[percent * 100 - 1]
            let kept = try #require(histogram.percentile(Double(percent)))
            #expect(abs(kept - exact) <= exact / 100)
        }
    }
}
