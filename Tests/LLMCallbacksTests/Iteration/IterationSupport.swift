// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Synchronization

/// Counts from 0, as fast as it may.
final class Counting: StreamingModel {
    let name = "counting"
    private let count: Int
    private let sentCount = Atomic(0)

    init(_ count: Int) { self.count = count }

    var sent: Int { sentCount.load(ordering: .relaxed) }

    func respond(to request: ModelRequest, into output: ModelOutput) async throws {
        for number in 0..<count {
            sentCount.add(1, ordering: .relaxed)
            try await output.send(.text("\(number) "))
        }
    }
}

/// Never ends by itself.
struct Endless: StreamingModel {
    let name = "endless"

    func respond(to request: ModelRequest, into output: ModelOutput) async throws {
        while true { try await output.send(.text("more ")) }
    }
}

/// Fails after two tokens.
struct Failing: StreamingModel {
    struct Failure: Error {}
    let name = "failing"

    func respond(to request: ModelRequest, into output: ModelOutput) async throws {
        try await output.send(.text("a"))
        try await output.send(.text("b"))
        throw Failure()
    }
}

/// Tells how runs ended.
struct Ends: CallbackHandler {
    let tell: @Sendable (RunResult.Outcome) -> Void

    func handle(_ event: CallbackEvent) {
        if let result = event.result { tell(result.outcome) }
    }
}
