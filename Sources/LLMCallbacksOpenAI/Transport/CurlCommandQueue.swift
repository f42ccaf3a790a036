// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import CCurl
import Synchronization

/// Commands on their way to the transport's thread, which sleeps in `curl_multi_poll`.
final class CurlCommandQueue: Sendable {
    private struct State {
        var commands: [CurlCommand] = []
        /// Set by `stop`: from then on the multi handle may be freed at any time.
        var isClosed = false
    }

    private let state = Mutex(State())
    /// Immutable, and used here for nothing but `curl_multi_wakeup`, which any thread may call as long as the handle lives:
    /// https://curl.se/libcurl/c/curl_multi_wakeup.html. It lives until the thread has taken `stop`.
    private nonisolated(unsafe) let multi: UnsafeMutableRawPointer

    /// Creates a queue for the thread that polls this multi handle.
    init(multi: UnsafeMutableRawPointer) { self.multi = multi }

    /// Adds a command and wakes the thread. Commands are obeyed in the order in which they were sent.
    ///
    /// The call of libcurl is inside the lock for one reason: after `stop` has been taken, which needs the lock, the handle
    /// is freed. It writes one byte to a socket and does not wait.
    ///
    /// - Returns: Whether the command will be obeyed; false after `stop`.
    @discardableResult
    func send(_ command: CurlCommand) -> Bool {
        state.withLock { state in
            guard !state.isClosed else { return false }
            if case .stop = command { state.isClosed = true }
            state.commands.append(command)
            // Where commands were waiting already, the thread has been woken already.
            if state.commands.count == 1 { curl_multi_wakeup(multi) }
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
