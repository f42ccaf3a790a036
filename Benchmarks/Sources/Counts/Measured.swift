// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTesting

/// Who takes the tokens.
enum Taker {
    case floor([FloorConsumer])
    case run(Run)
}

/// What is counted: from its call to its return. A sync function, for callgrind cannot tell where an async one ends.
@available(macOS 26, *)
@inline(never)
func measured(_ taker: Taker, _ load: TokenLoad) -> Task<Void, any Error> {
    // Runs here and now, up to where it would have to wait.
    Task.immediate {
        switch taker {
        case .floor(let consumers): FloorConsumer.call(consumers, load)
        case .run(let run):
            for _ in 0..<load.rounds {
                for piece in load.pieces { try await run.token(piece) }
            }
        }
    }
}
