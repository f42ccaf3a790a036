// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// One thing that happened in a run, as every handler of that run is told it.
///
/// Events of one run reach each of its handlers in the order of ``sequence``; between different runs there is no order.
/// Exactly one ``Kind/started(_:)`` comes first and exactly one of ``Kind/ended(_:)``, ``Kind/failed(_:)`` and
/// ``Kind/cancelled(_:)`` last.
public struct CallbackEvent: Sendable {
    /// The run in which it happened: who, since when, under which parent; and how to stop it.
    public let run: RunContext
    /// The number of this event in its run: 0 for the start, then rising by one an event. A handler sees a gap where its
    /// registration left events out, and where a full queue joined or dropped some.
    public let sequence: Int
    /// What happened.
    public var kind: Kind
    /// Nanoseconds since the start of the run.
    let nanoseconds: Int64

    /// The time since the start of the run, from a clock that never runs backwards.
    ///
    /// Of a token, the moment it came from the model. Where no handler of the run asked for
    /// ``EventFilter/tokenTimes``, tokens carry the time of the event before them.
    public var time: Duration { .nanoseconds(nanoseconds) }

    @inline(__always)
    init(run: RunContext, sequence: Int, nanoseconds: Int64, kind: Kind) {
        self.run = run
        self.sequence = sequence
        self.kind = kind
        self.nanoseconds = nanoseconds
    }

    /// What can happen in a run.
    @nonexhaustive
    public enum Kind: Sendable {
        /// The run began. Once, first.
        indirect case started(RunStart)
        /// A piece of the answer arrived. Zero or more times.
        case token(TokenDelta)
        /// The model replaced the text of one lane: it is now exactly this. Zero or more times, only from models that
        /// report the text so far.
        case replaced(TokenDelta)
        /// The request failed before its first token and will be made again. Zero or more times, before any token.
        indirect case retrying(Retry)
        /// Something that the model, or the program that runs it, wants known. Zero or more times.
        indirect case custom(CustomEvent)
        /// Another handler of this run failed. Zero or more times; never about the handler that is told.
        indirect case handlerFailed(HandlerFailure)
        /// This handler's full queue dropped so many events, just here. Zero or more times; only to that handler.
        case dropped(Int)
        /// The answer is complete. Last, and instead of `failed` and `cancelled`.
        indirect case ended(RunResult)
        /// The run failed. Last, and instead of `ended` and `cancelled`.
        indirect case failed(RunFailure)
        /// The run was stopped from outside. Last, and instead of `ended` and `failed`.
        indirect case cancelled(RunCancellation)
    }
}

extension CallbackEvent {
    /// The piece of the answer, if this is a token.
    public var token: TokenDelta? {
        if case .token(let token) = kind { token } else { nil }
    }

    /// What there was at the end, if this is a terminal event: ended, failed or cancelled.
    public var result: RunResult? {
        switch kind {
        case .ended(let result): result
        case .failed(let failure): failure.result
        case .cancelled(let cancellation): cancellation.result
        default: nil
        }
    }

    /// Whether nothing follows this event in its run.
    public var isTerminal: Bool {
        switch kind {
        case .ended, .failed, .cancelled: true
        default: false
        }
    }
}
