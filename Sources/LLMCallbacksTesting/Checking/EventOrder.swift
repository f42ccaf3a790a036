// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// The run contract as one handler sees it, checked event by event. Pure: it holds what it has seen and nothing else.
struct EventOrder: Sendable {
    private var runs: [RunID: Progress] = [:]
    private(set) var violations: [OrderViolation] = []

    init() {}

    /// Everything wrong so far, and every run that has no terminal event.
    var finalViolations: [OrderViolation] {
        let open = runs.filter { $0.value.terminal == nil }.keys.sorted { "\($0)" < "\($1)" }
        return violations + open.map { OrderViolation(run: $0, sequence: nil, message: "no terminal event came") }
    }

    mutating func note(_ event: CallbackEvent) {
        if let progress = runs[event.run.id] {
            noteFurther(event, progress)
        } else {
            noteFirst(event)
        }
        if let parent = event.run.parentID, let terminal = runs[parent]?.terminal {
            report(event, "\(event.eventKind) came after its parent's \(terminal)")
        }
    }

    private mutating func noteFirst(_ event: CallbackEvent) {
        if event.eventKind != .started { report(event, "the first event is \(event.eventKind), not started") }
        if event.sequence != 0 { report(event, "the first event has number \(event.sequence), not 0") }
        if event.time < .zero { report(event, "the start is at \(event.time), before the run's beginning") }
        runs[event.run.id] = Progress(event)
    }

    private mutating func noteFurther(_ event: CallbackEvent, _ progress: Progress) {
        let kind = event.eventKind
        if let terminal = progress.terminal { report(event, "\(kind) came after the terminal event \(terminal)") }
        if kind == .started { report(event, "started came again") }
        if event.sequence <= progress.lastSequence {
            report(event, "\(kind) has number \(event.sequence), after \(progress.lastSequence)")
        }
        if event.time < progress.lastTime {
            report(event, "\(kind) is at \(event.time), after an event at \(progress.lastTime)")
        }
        if let result = event.result { check(result, event, progress) }
        runs[event.run.id]?.note(event)
    }

    private mutating func check(_ result: RunResult, _ event: CallbackEvent, _ progress: Progress) {
        for child in runs.values where child.parent == event.run.id && child.terminal == nil {
            report(event, "\(event.eventKind) came before the end of a nested run")
        }
        if result.runID != event.run.id { report(event, "the result is that of run \(result.runID)") }
        guard !progress.isPartial else { return }
        if result.text != progress.text {
            report(event, "the result's text is not that of the tokens: \(result.text.debugDescription)")
        }
        if result.tokenCount != progress.pieces {
            report(event, "the result counts \(result.tokenCount) tokens, and \(progress.pieces) came")
        }
    }

    private mutating func report(_ event: CallbackEvent, _ message: String) {
        violations.append(OrderViolation(run: event.run.id, sequence: event.sequence, message: message))
    }
}
