// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

extension EventOrder {
    /// What was heard of one run so far.
    struct Progress: Sendable {
        let parent: RunID?
        private(set) var lastSequence: Int
        private(set) var lastTime: Duration
        /// The text of choice 0.
        private(set) var text = ""
        /// How many pieces the model sent.
        private(set) var pieces = 0
        /// Events were left out or replaced, so that the tokens heard are not the whole answer.
        private(set) var isPartial = false
        private(set) var terminal: EventKind?

        init(_ first: CallbackEvent) {
            parent = first.run.parentID
            lastSequence = first.sequence
            lastTime = first.time
            note(first)
        }

        mutating func note(_ event: CallbackEvent) {
            lastSequence = max(lastSequence, event.sequence)
            lastTime = max(lastTime, event.time)
            switch event.kind {
            case .token(let token):
                pieces += token.pieces
                if token.choice == 0, token.lane == .text { text += token.text }
            case .replaced, .dropped: isPartial = true
            case .ended, .failed, .cancelled: terminal = terminal ?? event.eventKind
            default: break
            }
        }
    }
}
