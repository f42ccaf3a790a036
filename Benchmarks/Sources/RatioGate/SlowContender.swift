// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTesting

/// Inline handlers that read the clock a few times for each token, which nobody asked them to.
struct SlowContender: Contender {
    let name = "slow on purpose"

    func deliver(_ load: TokenLoad, to consumers: Int) async throws -> Delivery {
        let boxes = (0..<consumers).map { _ in TallyBox() }
        let manager = CallbackManager(boxes.map { box in .handler(SlowHandler(box: box)) })
        var elapsed = Duration.zero
        try await manager.run("benchmark", input: "") { run in
            let began = ContinuousClock.now
            for _ in 0..<load.rounds {
                for piece in load.pieces { try await run.token(piece) }
            }
            elapsed = began.duration(to: .now)
        }
        return Delivery(elapsed: elapsed, tallies: boxes.map { $0.tally })
    }

    private struct SlowHandler: CallbackHandler {
        let box: TallyBox

        func handle(_ event: CallbackEvent) {
            guard let token = event.token else { return }
            let began = ContinuousClock.now
            for _ in 0..<7 { precondition(ContinuousClock.now >= began) }
            box.add(token.text)
        }
    }
}
