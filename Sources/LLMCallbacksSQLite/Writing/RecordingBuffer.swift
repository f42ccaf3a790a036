// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Synchronization

/// What runs said since the last flush, in memory: all that happens on the token path.
///
/// A token is two copies into arrays that keep their room: what it is, and its bytes. Everything else, which is rare, is kept
/// as it came.
final class RecordingBuffer: Sendable {
    /// What the caller must do after an event was taken.
    enum Demand {
        /// Nothing.
        case nothing
        /// Have the buffer flushed when the interval is over, unless it was by then: see ``RecordingBuffer/isWaiting(since:)``.
        case flushLater(round: Int)
        /// Have it flushed now.
        case flushNow
        /// As `nothing`; and there is a fault to tell.
        case tellFault
    }

    /// One event: a token whose text is in the bytes, or something else.
    struct Entry {
        var run: ObjectIdentifier
        var nanoseconds: Int64
        /// The bytes of its text; or, negative, the place of another event: -1 is the first.
        var length: Int32
        var sequence: UInt32
        var choice: Int32
        /// See `TokenDelta.Lane.code`.
        var lane: Int32
    }

    /// All that waits.
    struct Batch {
        var entries: [Entry] = []
        var bytes: [UInt8] = []
        var others: [CallbackEvent] = []
        /// Tokens for which there was no room.
        var lost: [ObjectIdentifier: Int] = [:]

        var isEmpty: Bool { entries.isEmpty && lost.isEmpty }
        var size: Int { bytes.count + entries.count * MemoryLayout<Entry>.stride }
    }

    fileprivate struct State {
        var batch = Batch()
        /// How often the batch was taken out.
        var round = 0
        var isFlushDue = false
        var isFlushUrgent = false
        var hasFault = false
        var isRefusing = false
        /// Whether a run's request was made again, so that its first token has another number than 1.
        var awaitsFirstToken = false
    }

    private let state = Mutex(State())
    private let flushBytes: Int
    private let maxBytes: Int

    /// - Parameters:
    ///   - flushBytes: With so many bytes of text a flush is due at once.
    ///   - maxBytes: With so many bytes in all, tokens are counted and not kept.
    init(flushBytes: Int, maxBytes: Int) {
        self.flushBytes = flushBytes
        self.maxBytes = maxBytes
    }

    /// Takes a token.
    @inline(__always)
    func append(_ token: TokenDelta, of event: CallbackEvent) -> Demand {
        var entry = Entry(
            run: ObjectIdentifier(event.run),
            nanoseconds: event.nanosecondsSinceStart,
            length: 0,
            sequence: UInt32(truncatingIfNeeded: event.sequence),
            choice: Int32(truncatingIfNeeded: token.choice),
            lane: token.lane.code
        )
        return state.withLock { state in
            if state.isRefusing || state.batch.bytes.count >= maxBytes || state.batch.entries.count >= maxBytes / 32 {
                return state.lose(entry.run)
            }
            let before = state.batch.bytes.count
            state.batch.bytes.append(contentsOf: token.text.utf8)
            entry.length = Int32(truncatingIfNeeded: state.batch.bytes.count - before)
            state.batch.entries.append(entry)
            let isFirst = entry.sequence == 1 || state.awaitsFirstToken
            if isFirst { state.awaitsFirstToken = false }
            return state.demand(isUrgent: isFirst || state.batch.bytes.count >= flushBytes)
        }
    }

    /// Takes any other event; it is always kept.
    func append(_ event: CallbackEvent, isUrgent: Bool) -> Demand {
        state.withLock { state in
            if case .retrying = event.kind { state.awaitsFirstToken = true }
            state.batch.others.append(event)
            state.batch.entries.append(
                Entry(
                    run: ObjectIdentifier(event.run),
                    nanoseconds: event.nanosecondsSinceStart,
                    length: Int32(truncatingIfNeeded: -state.batch.others.count),
                    sequence: 0,
                    choice: 0,
                    lane: 0
                )
            )
            return state.demand(isUrgent: isUrgent)
        }
    }

    /// Takes all that waits out, and leaves the room of a batch that was written.
    func take(leaving written: consuming Batch) -> Batch {
        // Room for more than a busy moment is given back.
        if written.size > 8 << 20 { written = Batch() }
        written.entries.removeAll(keepingCapacity: true)
        written.bytes.removeAll(keepingCapacity: true)
        written.others.removeAll(keepingCapacity: true)
        written.lost = [:]
        return state.withLock { state in
            state.round &+= 1
            state.isFlushDue = false
            state.isFlushUrgent = false
            let taken = state.batch
            state.batch = written
            return taken
        }
    }

    /// Whether what waited in a round still waits. If not, whatever came since has asked for a flush of its own.
    func isWaiting(since round: Int) -> Bool { state.withLock { $0.round == round } }

    /// Whether further tokens are counted and not kept, as what was taken out cannot be written anywhere.
    func setRefusing(_ isRefusing: Bool) { state.withLock { $0.isRefusing = isRefusing } }

    /// Has the next event tell that there is a fault.
    func raiseFault() { state.withLock { $0.hasFault = true } }
}

extension RecordingBuffer.State {
    fileprivate mutating func demand(isUrgent: Bool) -> RecordingBuffer.Demand {
        if isUrgent, !isFlushUrgent {
            isFlushDue = true
            isFlushUrgent = true
            return .flushNow
        }
        if !isFlushDue {
            isFlushDue = true
            return .flushLater(round: round)
        }
        guard hasFault else { return .nothing }
        hasFault = false
        return .tellFault
    }

    fileprivate mutating func lose(_ run: ObjectIdentifier) -> RecordingBuffer.Demand {
        batch.lost[run, default: 0] += 1
        return demand(isUrgent: false)
    }
}

extension TokenDelta.Lane {
    /// 0 text, 1 reasoning, 2 refusal, 3 and above a tool call's slot.
    @inline(__always)
    var code: Int32 {
        switch self {
        case .text: 0
        case .reasoning: 1
        case .refusal: 2
        case .toolCall(let slot): Int32(clamping: slot) &+ 3
        }
    }

    init(code: Int32) {
        switch code {
        case 1: self = .reasoning
        case 2: self = .refusal
        case 3...: self = .toolCall(slot: Int(code) - 3)
        default: self = .text
        }
    }
}
