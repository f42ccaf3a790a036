// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacksTesting

/// The floor: a class whose method is called for each token.
class FloorConsumer: @unchecked Sendable {
    // Unchecked: one task at a time calls it.
    private let box: TallyBox

    init(box: TallyBox) { self.box = box }

    // Never inlined: the floor is a call.
    @inline(never)
    func hear(_ text: String) { box.add(text) }

    @inline(never)
    static func call(_ consumers: [FloorConsumer], _ load: TokenLoad) {
        for _ in 0..<load.rounds {
            for piece in load.pieces {
                for consumer in consumers { consumer.hear(piece) }
            }
        }
    }
}
