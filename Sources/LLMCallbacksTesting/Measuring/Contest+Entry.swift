// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension Contest {
    /// One contender, and how long its turns took.
    public struct Entry: Sendable {
        let contender: any Contender
        let load: TokenLoad
        /// Picoseconds a token, a value a turn.
        private var times = Histogram()
        /// Thousandths of the floor's time in the same turn.
        private var ratios = Histogram()

        init(contender: any Contender, load: TokenLoad) {
            self.contender = contender
            self.load = load
        }

        /// The contender's name.
        public var name: String { contender.name }
        /// How many tokens each consumer gets in a turn.
        public var tokens: Int { load.count }
        /// How many turns there were.
        public var turns: Int { times.count }

        /// Nanoseconds a token, for all consumers together, that so many of a hundred turns do not exceed; 0 before the
        /// first turn.
        public func nanoseconds(_ percent: Double) -> Double { Double(times.percentile(percent) ?? 0) / 1000 }

        /// How many times the floor's time, in so many of a hundred turns at most; 0 before the first turn.
        public func ratio(_ percent: Double) -> Double { Double(ratios.percentile(percent) ?? 0) / 1000 }

        mutating func record(_ nanoseconds: Double, floor: Double) {
            times.record(Int(clamping: Int64((nanoseconds * 1000).rounded())))
            if floor > 0 { ratios.record(Int(clamping: Int64((nanoseconds / floor * 1000).rounded()))) }
        }
    }
}
