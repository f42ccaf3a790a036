// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The end of a run: decided once, told once, and waited for. What is not marked otherwise is called by the owner of the
/// gate alone.
extension RunContext {
    /// Asks for the end of the run; the first to ask decides how it ends. May be called by anybody.
    func end(_ ending: RunEnding) { post(.ending(ending)) }

    /// Decides how the run ends, unless that is decided. No token enters from here on.
    func decide(_ ending: RunEnding) {
        guard emission.pointee.ending == nil else { return }
        emission.pointee.ending = ending
        completion.decide(ending)
        gate.bitwiseOr(RunGate.over, ordering: .acquiringAndReleasing)
        for brake in sinks.brakes { brake.release(self) }
        if case .ended = ending {
        } else {
            completion.cancelWork()
            for child in children.withLock({ $0.cancel() }) { child.end(.cancelled(.task)) }
        }
        closeIfChildless()
    }

    /// Tells the end, once no nested run is under way any more.
    func closeIfChildless() {
        guard !emission.pointee.isClosed, let ending = emission.pointee.ending,
            children.withLock({ $0.closeIfNone() })
        else { return }
        // Faults at what is told now are told in their turn: the end comes after them.
        if closeAccounts(ending) {
            post(.childless)
            return
        }
        emission.pointee.isClosed = true
        let result = makeResult(ending)
        let kind = ending.event(result)
        let settling = sinks.settling.filter { $0.isActive && $0.core.events.contains(EventFilter(kind)) }
        completion.prepare(
            result,
            error: ending.error,
            waitingFor: sinks.queued.filter(\.isActive) + settling,
            sequence: emission.pointee.sequence + 1
        )
        let event = deliver(kind)
        for registration in settling { settle(registration, event) }
        Unmanaged.passUnretained(self).release()
        mailbox.withLock { $0.close() }
        parent?.childEnded(self)
        completion.inlineHandlersAreDone(grace: grace, clock)
    }

    /// Lets an inline handler that writes behind come to its end.
    private func settle(_ registration: Registration, _ event: CallbackEvent) {
        guard let settler = registration.core.settler else { return }
        // Detached: the run's own task may be cancelled, and the end of such a run must be kept, too.
        Task.detached { [self] in
            do {
                try await settler.settle(event)
            } catch {
                noteFailure(of: registration, at: event, .init(error))
            }
            noteEndTaken(by: registration)
        }
    }

    /// What there was.
    private func makeResult(_ ending: RunEnding) -> RunResult {
        var choices = emission.pointee.takeAnswer()
        if case .ended = ending, kind == .model {
            // The source ended without saying why: that is not to be taken for a `stop`.
            for choice in choices.indices where choices[choice].finishReason == nil {
                choices[choice].finishReason = .unknown
            }
        }
        let first = emission.pointee.firstToken
        let failures = completion.failures
        return RunResult(
            runID: id,
            outcome: ending.outcome,
            choices: choices,
            usage: emission.pointee.finalUsage,
            model: emission.pointee.model,
            timeToFirstToken: first < 0 ? nil : .nanoseconds(first),
            duration: .nanoseconds(clock.nanoseconds &- origin),
            tokenCount: emission.pointee.tokenCount,
            handlerFailures: failures.first,
            handlerFailureCount: failures.count
        )
    }

    // MARK: Nested runs

    /// Notes that a nested run is over. Called by the nested run.
    private func childEnded(_ child: RunContext) {
        if children.withLock({ $0.remove(child) }) { post(.childless) }
    }

    // MARK: Handlers

    /// A handler threw at an event, inline.
    @inline(never)
    func fail(_ registration: Registration, at event: CallbackEvent, _ error: any Error) {
        noteFailure(of: registration, at: event, .init(error))
    }

    /// A handler failed. May be called by anybody.
    func noteFailure(of registration: Registration, at event: CallbackEvent, _ cause: HandlerFailure.Cause) {
        if let original { return original.noteFailure(of: registration, at: event, cause) }
        let failure = failure(of: registration, at: event.sequence, cause)
        completion.note(failure)
        // Who fails at hearing of another's fault is not told to the others: that could go on for ever.
        if event.isToldOn { post(.failure(failure, of: registration)) }
        if registration.core.failure == .failRun { end(.failed(cause.error)) }
    }

    /// Tells the others that a handler failed.
    func emit(_ failure: HandlerFailure, of registration: Registration) {
        guard !emission.pointee.isClosed, sinks.events.contains(.handlerFailed) else { return }
        deliver(.handlerFailed(failure), except: registration)
    }

    /// A queued handler has taken the terminal event and all before it, or nobody waits for that any more. May be called
    /// by anybody.
    func noteEndTaken(by registration: Registration) { (original ?? self).completion.endTaken(by: registration) }

    private func failure(
        of registration: Registration,
        at sequence: Int,
        _ cause: HandlerFailure.Cause
    ) -> HandlerFailure {
        let isDetached = registration.noteFailure()
        return HandlerFailure(label: registration.label, sequence: sequence, cause: cause, isDetached: isDetached)
    }
}

extension CallbackEvent {
    /// Whether a fault at this event is told to the other handlers.
    fileprivate var isToldOn: Bool {
        if case .handlerFailed = kind { false } else { true }
    }
}

extension RunEnding {
    /// What the caller gets thrown, if anything.
    var error: (any Error)? {
        switch self {
        case .ended, .cancelled(.abandoned), .cancelled(.stopped): nil
        case .failed(let error): error
        case .cancelled(.task): CancellationError()
        }
    }

    var outcome: RunResult.Outcome {
        switch self {
        case .ended: .ended
        case .failed: .failed
        case .cancelled(let reason): .cancelled(reason)
        }
    }

    func event(_ result: RunResult) -> CallbackEvent.Kind {
        switch self {
        case .ended: .ended(result)
        case .failed(let error): .failed(RunFailure(error: error, result: result))
        case .cancelled(let reason): .cancelled(RunCancellation(reason: reason, result: result))
        }
    }
}

extension HandlerFailure.Cause {
    /// What a run fails with when the handler's policy says so.
    var error: any Error {
        if case .threw(let error) = self { error } else { RunError(.handlerFailed, description) }
    }
}
