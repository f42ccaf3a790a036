// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// What Ctrl-C does in a conversation: it cancels the answer that is under way; at the prompt, what was typed so far.
final class Interrupts: Sendable {
    private struct State {
        var cancel: (@Sendable () -> Void)?
        var isCancelled = false
        var isInputDropped = false
    }

    private let state = Mutex(State())

    /// Takes Ctrl-C from now on. It is not to end the program.
    func begin() { StopSignals.shared.whenInterrupted { [self] in interrupt() } }

    /// An answer begins, which may be cancelled; or, without a way to do that, is over.
    func setAnswer(_ cancel: (@Sendable () -> Void)?) {
        state.withLock { $0 = State(cancel: cancel) }
    }

    /// Whether what was typed before is to be dropped. Asked once.
    func takeDrop() -> Bool {
        state.withLock { state in
            defer { state.isInputDropped = false }
            return state.isInputDropped
        }
    }

    private func interrupt() {
        let (cancel, isSecond) = state.withLock { state in
            defer { state.isCancelled = state.cancel != nil }
            if state.cancel == nil { state.isInputDropped = true }
            return (state.cancel, state.isCancelled)
        }
        // Whoever presses it twice during one answer wants out.
        if isSecond { exit(ExitStatus.stopped(by: SIGINT).rawValue) }
        if let cancel { cancel() } else { TerminalInput.prompt(afterLineFeed: true) }
    }
}
