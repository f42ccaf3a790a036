// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// How long the transport's thread lets further sockets become ready before it looks again.
///
/// To be woken for each of a thousand small pieces costs several times what it costs to read them together, and each stream's
/// own pieces join. So where many streams bring small pieces, the thread rests after each round in proportion to the work that
/// the round was. Few streams, or large pieces, are read at once.
struct Gathering {
    /// Below so many transfers there is nothing to gain.
    static let minTransfers = 64
    /// How many times as long as it has worked the thread rests: up to the longest rest it takes a sixteenth of a core.
    static let restPerWork = 15
    /// The longest rest: a piece may be told later by so much.
    static let maxRest = Duration.milliseconds(150)
    /// Sockets that bring more than this at a time are no trickle, and are not held back.
    static let maxTrickleBytes = 2_048

    /// How long to rest after a round.
    ///
    /// - Parameters:
    ///   - work: The processor time that the round took.
    ///   - sockets: How many sockets were ready in it.
    ///   - bytes: How many bytes of bodies they brought.
    ///   - transfers: How many transfers there are.
    static func rest(afterWork work: Duration, sockets: Int, bytes: Int, transfers: Int) -> Duration {
        guard transfers >= minTransfers, sockets > 0, bytes <= sockets * maxTrickleBytes else { return .zero }
        return min(work * restPerWork, maxRest)
    }
}
