// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import AsyncAlgorithms
import LLMCallbacksTesting

/// swift-async-algorithms' `AsyncChannel`: one for each consumer, for a channel gives each element to one consumer alone. The
/// producer waits until each has taken the token.
struct AsyncChannelContender: Contender {
    let name = "AsyncChannel"

    func deliver(_ load: TokenLoad, to consumers: Int) async -> Delivery {
        let channels = (0..<consumers).map { _ in AsyncChannel<String>() }
        return await withTaskGroup(of: TokenTally.self) { group in
            for channel in channels {
                group.addTask {
                    var tally = TokenTally()
                    for await text in channel { tally.add(text) }
                    return tally
                }
            }
            let began = ContinuousClock.now
            for _ in 0..<load.rounds {
                for piece in load.pieces {
                    for channel in channels { await channel.send(piece) }
                }
            }
            for channel in channels { channel.finish() }
            let tallies = await group.reduce(into: []) { $0.append($1) }
            return Delivery(elapsed: began.duration(to: .now), tallies: tallies)
        }
    }
}
