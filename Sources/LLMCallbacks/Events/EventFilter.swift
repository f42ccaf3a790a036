// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Which events a registration wants. What nobody wants is not built.
public struct EventFilter: OptionSet, Sendable, Hashable {
    /// One bit a kind of event.
    public let rawValue: UInt16
    /// Creates a filter from bits.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The start.
    public static let started = EventFilter(rawValue: 1 << 0)
    /// Pieces of the answer.
    public static let tokens = EventFilter(rawValue: 1 << 1)
    /// The moment at which each token came. Costs one reading of the clock a token, once for all handlers of a run.
    public static let tokenTimes = EventFilter(rawValue: 1 << 2)
    /// Text replaced by models that report the text so far.
    public static let replaced = EventFilter(rawValue: 1 << 3)
    /// Requests made again.
    public static let retrying = EventFilter(rawValue: 1 << 4)
    /// Custom events.
    public static let custom = EventFilter(rawValue: 1 << 5)
    /// Failures of other handlers.
    public static let handlerFailed = EventFilter(rawValue: 1 << 6)
    /// What this handler's own queue dropped.
    public static let dropped = EventFilter(rawValue: 1 << 7)
    /// Complete answers.
    public static let ended = EventFilter(rawValue: 1 << 8)
    /// Failed runs.
    public static let failed = EventFilter(rawValue: 1 << 9)
    /// Cancelled runs.
    public static let cancelled = EventFilter(rawValue: 1 << 10)

    /// However a run ends.
    public static let terminal: EventFilter = [.ended, .failed, .cancelled]
    /// Everything but pieces of the answer, their times, and text that was replaced.
    public static let lifecycle: EventFilter = [
        .started, .retrying, .custom, .handlerFailed, .dropped, .ended, .failed, .cancelled,
    ]
    /// Everything.
    public static let all: EventFilter = [.lifecycle, .tokens, .tokenTimes, .replaced]

    /// The bit of an event's kind.
    init(_ kind: CallbackEvent.Kind) {
        self =
            switch kind {
            case .started: .started
            case .token: .tokens
            case .replaced: .replaced
            case .retrying: .retrying
            case .custom: .custom
            case .handlerFailed: .handlerFailed
            case .dropped: .dropped
            case .ended: .ended
            case .failed: .failed
            case .cancelled: .cancelled
            }
    }
}
