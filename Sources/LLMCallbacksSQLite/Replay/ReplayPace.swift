// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// How fast a recorded run is told again.
public struct ReplayPace: Sendable, Hashable {
    /// How many times as fast as it was; `nil`: without any wait.
    public let speed: Double?
    /// The longest wait between two pieces, as it was at the time.
    public let longestGap: Duration?

    /// As it was.
    public static let original = ReplayPace(speed: 1, longestGap: nil)
    /// Without any wait.
    public static let instant = ReplayPace(speed: nil, longestGap: nil)

    /// So many times as fast as it was.
    ///
    /// - Parameters:
    ///   - speed: 2 for half the time. What is not above 0 counts as 1.
    ///   - longestGap: Longer waits of the time are cut to this.
    public static func scaled(by speed: Double, longestGap: Duration? = nil) -> ReplayPace {
        ReplayPace(speed: speed > 0 && speed.isFinite ? speed : 1, longestGap: longestGap)
    }

    /// What becomes of a wait.
    func wait(_ gap: Duration) -> Duration {
        guard let speed, gap > .zero else { return .zero }
        let gap = longestGap.map { min($0, gap) } ?? gap
        return speed == 1 ? gap : gap / speed
    }
}
