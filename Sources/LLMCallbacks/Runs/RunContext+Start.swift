// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

extension RunContext {
    /// Starts a run: makes it, tells its handlers, and lets go of it.
    ///
    /// If a handler could not be opened, the run fails at once, with its terminal event: whoever could be opened hears that.
    /// So does a run end at once whose task is cancelled already. In both cases, and where a handler stopped it at its
    /// start, the run is over by now, and its work is not to be begun.
    static func start(_ blueprint: RunBlueprint, _ input: RunInput) -> RunContext {
        let run = RunContext(blueprint)
        // Its tokens in queues do not count as owners, so it owns itself until its terminal event, which does, is there.
        _ = Unmanaged.passRetained(run)
        let isCancelled = blueprint.parent?.children.withLock { $0.add(run) } ?? false
        run.deliver(.started(RunStart(input: input)))
        run.leave()
        if let error = blueprint.openingError { run.end(.failed(error)) }
        if isCancelled || Task.isCancelled { run.end(.cancelled(.task)) }
        return run
    }

    /// Waits until the run is over and all handlers are through with it. If the task is cancelled, the run is.
    func waitUnlessCancelled() async {
        await withTaskCancellationHandler {
            await completion.wait()
        } onCancel: {
            endSoon(.task)
        }
    }

    /// Asks for the end of the run from within somebody's `cancel()` or `deinit`, where handlers must not be called.
    func endSoon(_ reason: CancellationReason) { postForOthers(.ending(.cancelled(reason))) }

    /// Emits a piece, waiting for room where a handler's policy wants that.
    ///
    /// - Throws: Once the run is over, what ended it: `CancellationError`, ``RunError``, or the error it failed with.
    func emitAndWait(_ chunk: ModelChunk) async throws {
        let emitted = emit(chunk)
        if emitted != .sent { try await settle(emitted, chunk) }
    }

    /// Sees to a piece that could not just be sent.
    @usableFromInline
    @inline(never)
    func settle(_ emitted: Emitted, _ chunk: ModelChunk) async throws {
        switch emitted {
        case .sent: return
        case .congested: try await waitForRoom()
        case .refused: try await emitThroughMailbox(chunk)
        }
    }

    /// Waits until no queue of this run is full.
    func waitForRoom() async throws {
        for registration in sinks.all {
            guard let brake = registration.core.brake else { continue }
            while registration.isActive, brake.isFull(for: self), !isOver {
                try Task.checkCancellation()
                await brake.waitForRoom(run: self)
            }
        }
        if isOver { throw overError }
    }

    /// Whether there is any reason to wait for room in a queue.
    func mayWait(for queue: DeliveryQueue) -> Bool {
        !isOver && sinks.queued.contains { $0.core.queue === queue && $0.isActive }
    }

    /// Leaves a piece for whoever is emitting, in order with everything else.
    @inline(never)
    func emitThroughMailbox(_ chunk: ModelChunk) async throws {
        guard !isOver, post(.chunk(chunk)), !isOver else { throw overError }
        // Somebody else is emitting and slow: no faster than that can more be taken.
        while mailbox.withLock({ $0.isFull }), !isOver { await Task.yield() }
        try await waitForRoom()
    }

    /// What ended the run, for those who go on emitting.
    var overError: any Error { completion.overError }
}
