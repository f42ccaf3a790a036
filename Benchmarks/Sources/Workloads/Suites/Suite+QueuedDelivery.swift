// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksTesting
import Synchronization

extension Suite {
    /// Queues that run full, by what they do then.
    static let queuedDelivery = Suite(
        name: "queued delivery",
        about: """
            One handler behind a queue of 1,024 events, by what happens when that is full. A fast handler counts; a slow one \
            works for a microsecond on each event, and so the queue is full most of the time. "Producer": until the model's \
            task is through; "all": until the handler is. Every token is accounted for: heard, joined with others, or told as \
            dropped.
            """,
        workloads: policies.flatMap { name, policy in
            [false, true].flatMap { isSlow in
                [Span.producer, .all].map { span in
                    let handler = isSlow ? "slow" : "fast"
                    return Workload("\(name), \(handler) handler, \(span)", per: "token") {
                        try await deliver(policy, isSlow ? .microseconds(1) : .zero, span)
                    }
                }
            }
        }
    )

    private static let policies: [(String, OverflowPolicy)] = [
        ("suspend", .suspend), ("dropOldest", .dropOldest), ("coalesce", .coalesce),
    ]

    private enum Span { case producer, all }

    private static func deliver(_ policy: OverflowPolicy, _ work: Duration, _ span: Span) async throws -> Measurement {
        let load = TokenLoad(rounds: 128)
        let handler = AccountingConsumer(work: work)
        let manager = CallbackManager([.handler(handler, overflow: policy)])
        var began = ContinuousClock.now
        var elapsed = Duration.zero
        try await manager.run("benchmark", input: "") { run in
            began = .now
            for _ in 0..<load.rounds {
                for piece in load.pieces { try await run.token(piece) }
            }
            elapsed = began.duration(to: .now)
        }
        if span == .all { elapsed = began.duration(to: .now) }
        try handler.check(load, losesSome: policy == .dropOldest)
        return .time(elapsed, units: load.count)
    }
}

/// Accounts for every token that was sent, however its queue treats them.
private final class AccountingConsumer: AsyncCallbackHandler {
    private struct Account {
        var heard = 0
        var dropped = 0
        var bytes = 0
    }

    private let work: Duration
    private let account = Mutex(Account())

    init(work: Duration) { self.work = work }

    func handle(_ event: CallbackEvent) async {
        account.withLock { account in
            switch event.kind {
            case .token(let token):
                account.heard += token.pieces
                account.bytes += token.text.utf8.count
            case .dropped(let count): account.dropped += count
            default: break
            }
        }
        guard work > .zero, event.token != nil else { return }
        let end = ContinuousClock.now + work
        while ContinuousClock.now < end {}
    }

    func check(_ load: TokenLoad, losesSome: Bool) throws {
        let account = account.withLock(\.self)
        let isWhole = account.dropped == 0 && account.bytes == load.tally.bytes
        try Incomplete.unless(
            account.heard + account.dropped == load.count && (losesSome || isWhole),
            "of \(load.count) tokens \(account.heard) were heard and \(account.dropped) told as dropped"
        )
    }
}
