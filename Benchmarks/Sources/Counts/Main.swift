// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import LLMCallbacksTesting

/// Delivers tokens once, for callgrind to count what that takes. `CountGate` runs it:
///
///     Counts CASE ROUNDS [FLAW]
@main
enum Main {
    /// Not async: callgrind crashes where the main thread ends in Dispatch's own loop.
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard let subject = arguments.first.flatMap(Subject.init),
            let rounds = arguments.dropFirst().first.flatMap(Int.init)
        else { throw Misuse() }
        let flaw = try arguments.dropFirst(2).first.map { name in
            guard let flaw = Flaw(rawValue: name) else { throw Misuse() }
            return flaw
        }
        let isDone = DispatchSemaphore(value: 0)
        Task.detached {
            do {
                try await subject.deliver(TokenLoad(rounds: rounds), flaw: flaw)
                isDone.signal()
            } catch {
                fatalError("\(error)")
            }
        }
        isDone.wait()
    }

    struct Misuse: Error {}
}
