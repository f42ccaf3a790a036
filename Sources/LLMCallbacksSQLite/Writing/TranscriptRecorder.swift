// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Foundation
import LLMCallbacks
import Synchronization

/// Writes what a buffer gathers, on a queue of its own: no task of a run ever waits for it, and the cancellation of none
/// reaches it.
final class TranscriptRecorder: @unchecked Sendable {
    // Unchecked: `encoder`, `writer` and `written` are touched on `queue` alone; the rest is safe by itself.

    let buffer: RecordingBuffer
    private let settling = RunSettling()
    private let untold = Mutex<TranscriptError?>(nil)
    private let queue = DispatchQueue(label: "LLMCallbacks.transcript", qos: .utility)
    private let options: TranscriptOptions
    private var encoder: RecordEncoder
    private var writer: TranscriptWriter
    private var written = RecordingBuffer.Batch()
    private var isRetryDue = false
    private var isSettlingDue = false

    init(_ writer: TranscriptWriter, options: TranscriptOptions) {
        self.writer = writer
        self.options = options
        encoder = RecordEncoder(title: options.title(of:))
        buffer = RecordingBuffer(flushBytes: options.flushBytes, maxBytes: options.maxWaitingBytes)
        tellFault()
    }

    /// Does what the buffer wants done.
    ///
    /// - Throws: A fault that nobody was told yet.
    @inline(never)
    func meet(_ demand: RecordingBuffer.Demand) throws {
        switch demand {
        case .nothing: return
        case .flushNow: queue.async { self.flush() }
        case .flushLater(let round): flush(round, after: options.interval)
        case .tellFault: break
        }
        if let fault = takeUntold() { throw fault }
    }

    /// Waits until the end of a run is written.
    ///
    /// - Throws: What kept it from being written; or a fault that nobody was told yet.
    func settle(_ run: RunContext) async throws {
        do {
            try await settling.wait(for: ObjectIdentifier(run))
        } catch {
            // One word is enough.
            _ = takeUntold()
            throw error
        }
        if let fault = takeUntold() { throw fault }
    }

    /// Writes all that waits, and waits for that.
    func flushAndWait() async {
        await withCheckedContinuation { continuation in
            queue.async {
                self.flush()
                continuation.resume()
            }
        }
    }

    /// Writes all that waits, and lets go of the file.
    func close() {
        queue.async {
            self.flush()
            self.writer.close()
        }
    }

    /// Writes all that waits, lets go of the file, and waits for that.
    func closeAndWait() async {
        await withCheckedContinuation { continuation in
            queue.async {
                self.flush()
                self.writer.close()
                continuation.resume()
            }
        }
    }

    /// What the caller of a run is told whose end could be stored nowhere yet.
    private static func waiting(_ fault: TranscriptError) -> TranscriptError {
        let message = """
            \(fault.message), and nothing can be kept beside it; the answer is whole, but its record is in memory alone, and is \
            lost when the program ends before that changes
            """
        return TranscriptError(.lost, message, path: fault.path, underlying: fault)
    }

    private func flush(_ round: Int, after delay: Duration) {
        let microseconds = Int(clamping: delay.wholeMicroseconds)
        queue.asyncAfter(deadline: .now() + .microseconds(microseconds)) {
            if self.buffer.isWaiting(since: round) { self.flush() }
        }
    }

    private func flush() {
        let batch = buffer.take(leaving: takeWritten())
        encoder.encode(batch)
        written = batch
        let ended = encoder.ended
        let error = writer.write(encoder.takeOperations(), isDurable: options.durability == .everyFlush)
        // First, so that whoever waits for the end of a run finds it.
        tellFault()
        for run in ended { settling.finish(run, error.map(Self.waiting)) }
        buffer.setRefusing(writer.waitingBytes >= options.maxWaitingBytes)
        retryIfNeeded()
        settleDebtLater()
    }

    /// What can wait is done a little at a time, so that flushes come between.
    private func settleDebtLater() {
        guard writer.isInDebt, !isSettlingDue else { return }
        isSettlingDue = true
        let microseconds = Int(clamping: options.interval.wholeMicroseconds)
        queue.asyncAfter(deadline: .now() + .microseconds(microseconds)) { [weak self] in
            guard let self else { return }
            isSettlingDue = false
            writer.settleSomeDebt()
            // What was found may be to be told, or written elsewhere.
            if writer.isFaulty { flush() } else { settleDebtLater() }
        }
    }

    /// While something cannot be written where it belongs, tries again every second.
    private func retryIfNeeded() {
        guard writer.isFaulty, !isRetryDue else { return }
        isRetryDue = true
        queue.asyncAfter(deadline: .now() + TranscriptWriter.retrySeconds) { [weak self] in
            self?.isRetryDue = false
            self?.flush()
        }
    }

    private func tellFault() {
        guard let fault = writer.takeFault() else { return }
        untold.withLock { $0 = fault }
        buffer.raiseFault()
    }

    private func takeUntold() -> TranscriptError? {
        untold.withLock { untold in
            defer { untold = nil }
            return untold
        }
    }

    /// The batch that was written last, for its room; held by nobody else, so that it is not copied.
    private func takeWritten() -> RecordingBuffer.Batch {
        var taken = RecordingBuffer.Batch()
        swap(&taken, &written)
        return taken
    }
}
