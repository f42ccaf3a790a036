// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization

/// Reads a pipe to its end, on a thread of its own, and lets tasks wait for what comes.
final class PipeReader: Sendable {
    /// Decides by the text so far, and whether it is all, if a task has what it waits for.
    typealias Condition = @Sendable (_ text: String, _ isAtEnd: Bool) -> Bool

    private struct State {
        var bytes: [UInt8] = []
        var isAtEnd = false
        var waiting: [(condition: Condition, task: CheckedContinuation<String, Never>)] = []

        var text: String { String(decoding: bytes, as: UTF8.self) }

        mutating func takeSatisfied() -> [CheckedContinuation<String, Never>] {
            let (text, isAtEnd) = (text, isAtEnd)
            let satisfied = waiting.filter { $0.condition(text, isAtEnd) }.map(\.task)
            waiting.removeAll { $0.condition(text, isAtEnd) }
            return satisfied
        }
    }

    private let state = Mutex(State())

    /// Kept, so that a pipe which is not read to its end stays open.
    private let handle: FileHandle

    /// Begins to read.
    init(_ handle: FileHandle, _ reads: ToolProcess.Output) {
        self.handle = handle
        Thread.detachNewThread { [self] in
            while take(Array(handle.availableData), reads) {}
            if case .closed = reads { try? handle.close() }
        }
    }

    /// Waits until a condition holds, or the pipe has ended. Returns the text so far.
    func wait(until condition: @escaping Condition) async -> String {
        await withCheckedContinuation { task in
            let text = state.withLock { state -> String? in
                if state.isAtEnd || condition(state.text, state.isAtEnd) { return state.text }
                state.waiting.append(({ $1 || condition($0, $1) }, task))
                return nil
            }
            if let text { task.resume(returning: text) }
        }
    }

    /// Waits until some text has come, or the pipe has ended.
    func wait(for text: String) async { _ = await wait { all, _ in all.contains(text) } }

    /// Returns whether to go on.
    private func take(_ bytes: [UInt8], _ reads: ToolProcess.Output) -> Bool {
        let (satisfied, text, isAtEnd) = state.withLock { state in
            state.bytes += bytes
            state.isAtEnd = bytes.isEmpty || reads.isEnough(state.text)
            return (state.takeSatisfied(), state.text, state.isAtEnd)
        }
        for task in satisfied { task.resume(returning: text) }
        return !isAtEnd
    }
}

extension ToolProcess.Output {
    /// Whether nothing more is to be read.
    fileprivate func isEnough(_ text: String) -> Bool {
        switch self {
        case .closed(let end), .unread(let end): text.contains(end)
        case .all, .unwritable: false
        }
    }
}
