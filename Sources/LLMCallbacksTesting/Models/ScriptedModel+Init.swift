// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

extension ScriptedModel {
    /// Creates a model that sends these tokens and ends with the finish reason `stop`.
    public convenience init(_ tokens: String..., name: String = "scripted") {
        self.init(tokens: tokens, name: name)
    }

    /// Creates a model that sends these tokens, and then fails, or ends with the finish reason `stop`.
    ///
    /// - Parameters:
    ///   - tokens: Pieces of text. May be empty.
    ///   - error: What to throw after them, if anything.
    ///   - name: The model's name.
    public convenience init(tokens: [String], failingWith error: (any Error)? = nil, name: String = "scripted") {
        let last: Step = if let error { .fail(error) } else { .finish(.stop) }
        let steps = tokens.map { Step.text($0) } + [last]
        self.init(name: name) { _ in steps }
    }

    /// Creates a model that does the same for every request.
    ///
    /// - Parameters:
    ///   - steps: What it does, in order. Nothing is added: an answer without a finish reason has none.
    ///   - name: The model's name.
    ///   - clock: What ``Step/pause(_:)`` waits on.
    public convenience init(
        steps: [Step],
        name: String = "scripted",
        clock: some Clock<Duration> = ContinuousClock()
    ) {
        self.init(name: name, clock: clock) { _ in steps }
    }

    /// Creates a model that says each word of the prompt, a space after it, and ends with the finish reason `stop`.
    public static func echo(name: String = "echo") -> ScriptedModel {
        ScriptedModel(name: name) { request in
            request.promptText.split(separator: " ").map { Step.text("\($0) ") } + [.finish(.stop)]
        }
    }
}
