// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What a token log knows, and every decision that it makes. Pure: the log asks under its lock, lets go of it, and then does
/// what the answer says.
struct TokenLogState: ~Copyable {
    /// How a log is over.
    enum End {
        case finished
        case threw(any Error)
    }

    /// What a consumer gets.
    enum Taken {
        case tokens
        case end(End)
        case nothing
    }

    private let limit: Int?
    private let keepsAll: Bool
    /// The run whose tokens these are, while it is under way. Given up at its end, so that neither keeps the other.
    var run: RunContext?
    private var tokens = Ring<TokenDelta>()
    /// The number of the first of `tokens`, counted from the first of the run.
    private var first = 0
    /// How far each consumer has read.
    private var cursors: [Int: Int] = [:] {
        didSet { slowest = cursors.values.min() }
    }
    /// How far the slowest has read; `nil` if there is none.
    private var slowest: Int?
    private var lastCursor = 0
    private var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    private var producers: [CheckedContinuation<Void, Never>] = []
    private(set) var end: End?
    /// Somebody has read everything, or left.
    private(set) var isConsumed = false
    /// The run waits for nobody: its result is awaited, or nobody reads it.
    private(set) var isUnlimited = false
    private var isAbandoned = false
    /// What the log's light shows.
    private(set) var showsFull = false

    init(limit: Int?, keepsAll: Bool) {
        self.limit = limit
        self.keepsAll = keepsAll
    }

    /// Whether the run should wait for its consumers.
    var isFull: Bool {
        guard let limit, !isUnlimited, !isAbandoned, end == nil else { return false }
        return first + tokens.count - (slowest ?? first) >= limit
    }

    /// Notes that the light is switched. Returns the change in the number of full logs.
    mutating func show() -> Int {
        showsFull.toggle()
        return showsFull ? 1 : -1
    }

    // MARK: The run's side

    /// Adds a token. Returns whether consumers wait for one.
    @inline(__always)
    mutating func append(_ token: TokenDelta) -> Bool {
        guard !isAbandoned else { return false }
        tokens.extend().initialize(to: token)
        return !waiting.isEmpty
    }

    /// Nothing follows. Returns everybody who waits.
    mutating func finish(_ end: End) -> [CheckedContinuation<Void, Never>] {
        guard self.end == nil else { return [] }
        self.end = end
        run = nil
        return takeWaiting() + takeProducers()
    }

    /// Lets a producer wait, unless there is room by now.
    mutating func waitForRoom(_ continuation: CheckedContinuation<Void, Never>) -> Bool {
        guard isFull else { return false }
        producers.append(continuation)
        return true
    }

    /// Producers, where there is room again.
    mutating func takeProducersIfRoom() -> [CheckedContinuation<Void, Never>] {
        producers.isEmpty || isFull ? [] : takeProducers()
    }

    /// From now on the run waits for nobody. Returns the producers that did.
    mutating func liftLimit() -> [CheckedContinuation<Void, Never>] {
        isUnlimited = true
        return takeProducers()
    }

    mutating func takeProducers() -> [CheckedContinuation<Void, Never>] {
        defer { producers = [] }
        return producers
    }

    // MARK: The consumers' side

    /// A new consumer, who begins with the oldest token that is kept.
    mutating func addCursor() -> Int {
        lastCursor += 1
        cursors[lastCursor] = first
        return lastCursor
    }

    /// Hands a consumer, whose batch is empty, all that it has not read.
    mutating func take(_ cursor: Int, into batch: inout Ring<TokenDelta>) -> Taken {
        guard let position = cursors[cursor] else { return .end(.finished) }
        let newest = first + tokens.count
        if position == newest {
            guard let end else { return .nothing }
            isConsumed = true
            cursors[cursor] = nil
            return .end(end)
        }
        cursors[cursor] = newest
        if !keepsAll, cursors.count == 1, position == first {
            // The only consumer takes all there is: nothing is copied.
            first = newest
            swap(&tokens, &batch)
        } else {
            for number in position..<newest { batch.extend().initialize(to: tokens.place(number - first).pointee) }
            trim()
        }
        return .tokens
    }

    /// Lets a consumer wait, unless there is something for it by now.
    mutating func wait(_ cursor: Int, _ continuation: CheckedContinuation<Void, Never>) -> Bool {
        guard let position = cursors[cursor], position == first + tokens.count, end == nil else { return false }
        waiting[cursor] = continuation
        return true
    }

    /// Wakes a consumer whose task was cancelled.
    mutating func wake(_ cursor: Int) -> CheckedContinuation<Void, Never>? { waiting.removeValue(forKey: cursor) }

    /// A consumer is gone. Returns whether it was the last, and left before the end.
    mutating func removeCursor(_ cursor: Int) -> Bool {
        guard cursors.removeValue(forKey: cursor) != nil else { return false }
        isConsumed = true
        trim()
        return cursors.isEmpty && end == nil
    }

    /// Whether nobody reads and nobody ever will, given that no new consumer can come.
    var isUnread: Bool { cursors.isEmpty && end == nil }

    /// Nobody reads any more: nothing is kept from here on.
    mutating func abandon() {
        isAbandoned = true
        forget(tokens.count)
    }

    /// Forgets what every consumer has read.
    private mutating func trim() {
        guard !keepsAll, let slowest else { return }
        forget(slowest - first)
    }

    private mutating func forget(_ count: Int) {
        for _ in 0..<count { _ = tokens.popFirst() }
        first += count
    }

    mutating func takeWaiting() -> [CheckedContinuation<Void, Never>] {
        defer { waiting.removeAll(keepingCapacity: true) }
        return Array(waiting.values)
    }
}
