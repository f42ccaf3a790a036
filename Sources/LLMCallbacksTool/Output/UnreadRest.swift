// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// How much more of a run is awaited when nobody reads it any more.
struct UnreadRest {
    /// Nothing: the run stops.
    static let nothing = UnreadRest(bytes: 0, time: .zero)
    /// What is more than answers have, so that they are recorded whole, and less than an endless one takes.
    static let recorded = UnreadRest(bytes: 256 << 10, time: .seconds(15))

    /// How many bytes of text may still come.
    private var bytes: Int
    /// For how long; counted from the start of the run once that is known.
    private var time: Duration

    private init(bytes: Int, time: Duration) {
        self.bytes = bytes
        self.time = time
    }

    /// The same, from a time of the run on.
    func since(_ start: Duration) -> UnreadRest { UnreadRest(bytes: bytes, time: start + time) }

    /// Takes what came; returns whether that was enough.
    mutating func take(_ event: CallbackEvent) -> Bool {
        bytes -= event.token?.text.utf8.count ?? 0
        return bytes <= 0 || event.time >= time
    }
}
