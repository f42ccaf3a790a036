// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Commands on their way to the transport's thread, which sleeps in a ``SocketPoller``.
final class CurlCommandQueue: Sendable {
    private struct State {
        var commands: [CurlCommand] = []
        /// Set by `stop`: from then on the pipe may be closed at any time.
        var isClosed = false
    }

    private let state = Mutex(State())
    private let pipe: WakeUpPipe

    /// Creates a queue for the thread that waits on this pipe. It must stay open until the thread has taken `stop`.
    init(pipe: WakeUpPipe) { self.pipe = pipe }

    /// Adds a command and wakes the thread. Commands are obeyed in the order in which they were sent.
    ///
    /// The pipe is written to inside the lock for one reason: after `stop` has been taken, which needs the lock, it is
    /// closed. It does not wait.
    ///
    /// - Returns: Whether the command will be obeyed; false after `stop`.
    @discardableResult
    func send(_ command: CurlCommand) -> Bool {
        state.withLock { state in
            guard !state.isClosed else { return false }
            if case .stop = command { state.isClosed = true }
            state.commands.append(command)
            // Where commands were waiting already, the thread has been woken already.
            if state.commands.count == 1 { pipe.wakeUp() }
            return true
        }
    }

    /// Takes all commands, oldest first.
    func takeAll() -> [CurlCommand] {
        state.withLock { state in
            let commands = state.commands
            state.commands = []
            return commands
        }
    }
}
