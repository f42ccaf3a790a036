// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// Questions and answers at a terminal, each with all that was said before.
struct Conversation {
    /// Who is asked, and where answers go. Its runs share the recording's session.
    let session: Session
    /// What was said so far.
    var messages: [ModelMessage]
    /// How to answer.
    let parameters: ModelRequest.Parameters

    /// Goes on until the person ends it (Ctrl-D), a signal does, or answers cannot be written.
    ///
    /// - Throws: ``FileError`` if the terminal cannot be read.
    mutating func run() async throws -> ExitStatus {
        let interrupts = Interrupts()
        var input = TerminalInput(interrupts: interrupts)
        interrupts.begin()
        greet()
        while let message = try await input.message() {
            let ending = await answer(message, interrupts)
            if StopSignals.shared.received != nil || ending.status == .inputOutput { return ending.status }
        }
        // Where Ctrl-D leaves the cursor behind the prompt.
        try StandardDescriptors.write([UInt8(ascii: "\n")], to: 2)
        return .done
    }

    private mutating func answer(_ message: String, _ interrupts: Interrupts) async -> Session.Ending {
        let request = ModelRequest(messages + [.user(message)], parameters: parameters)
        let work = Task { [session] in await session.run(request) }
        interrupts.setAnswer { work.cancel() }
        let ending = await work.value
        interrupts.setAnswer(nil)
        StopSignals.shared.whenStopped(nil)
        if let result = ending.result { keep(message, result) }
        return ending
    }

    /// Keeps what was said. Without an answer the question is not kept either: servers want the two in turns.
    private mutating func keep(_ message: String, _ result: RunResult) {
        let answer = ModelMessage(
            role: .assistant,
            content: result.text.isEmpty ? result.refusal : result.text,
            // A call without its tool's answer would not be taken.
            toolCalls: []
        )
        if !answer.content.isEmpty { messages += [.user(message), answer] }
    }

    private func greet() {
        Console.report("Ctrl-C stops an answer, Ctrl-D ends; \(TerminalInput.mark) begins and ends several lines")
        if messages.contains(where: { $0.role == .assistant }) {
            let last = VisibleText.line(messages.last?.content ?? "")
            Console.report("going on after: \(CellWidth.cut(last, to: 60))")
        }
    }
}
