// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacksTesting
import OpenCombine

/// OpenCombine's `PassthroughSubject`, with a sink for each consumer.
struct SubjectContender: Contender {
    let name = "OpenCombine subject"

    func deliver(_ load: TokenLoad, to consumers: Int) -> Delivery {
        let boxes = (0..<consumers).map { _ in TallyBox() }
        let subject = PassthroughSubject<String, Never>()
        let sinks = boxes.map { box in subject.sink { text in box.add(text) } }
        let began = ContinuousClock.now
        for _ in 0..<load.rounds {
            for piece in load.pieces { subject.send(piece) }
        }
        let elapsed = began.duration(to: .now)
        for sink in sinks { sink.cancel() }
        return Delivery(elapsed: elapsed, tallies: boxes.map { $0.tally })
    }
}
