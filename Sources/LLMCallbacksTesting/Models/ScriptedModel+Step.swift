// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks

extension ScriptedModel {
    /// One thing that a scripted model does. A string literal is a token of text.
    public struct Step: Sendable {
        enum Action: Sendable {
            case send(ModelChunk)
            case pause(Duration)
            case wait(Place)
            case hang(Place)
            case fail(any Error)
            case perform(@Sendable (ModelOutput) async throws -> Void)
            case defying([Step])
            case together([[Step]])
        }

        enum Place: Sendable {
            case gate(Gate)
            case name(String)
        }

        let action: Action

        /// Sends a token of text.
        public static func text(_ text: String, choice: Int = 0) -> Step { send(.text(text, choice: choice)) }
        /// Sends anything that a model can say.
        public static func send(_ chunk: ModelChunk) -> Step { Step(action: .send(chunk)) }
        /// Sends why choice 0 ended.
        public static func finish(_ reason: FinishReason) -> Step { send(.finish(reason)) }
        /// Waits on the model's clock.
        public static func pause(_ duration: Duration) -> Step { Step(action: .pause(duration)) }
        /// Waits at the gate of this name until it is opened or the work is cancelled.
        public static func gate(_ name: String) -> Step { Step(action: .wait(.name(name))) }
        /// Waits at a gate until it is opened or the work is cancelled.
        public static func wait(_ gate: Gate) -> Step { Step(action: .wait(.gate(gate))) }
        /// Hangs at the gate of this name until it is opened, deaf to cancellation.
        public static func hang(_ name: String) -> Step { Step(action: .hang(.name(name))) }
        /// Hangs at a gate until it is opened, deaf to cancellation.
        public static func hang(_ gate: Gate) -> Step { Step(action: .hang(.gate(gate))) }
        /// Throws.
        public static func fail(_ error: any Error) -> Step { Step(action: .fail(error)) }
        /// Does anything else.
        public static func perform(_ work: @escaping @Sendable (ModelOutput) async throws -> Void) -> Step {
            Step(action: .perform(work))
        }
        /// Does these steps and swallows every error, so that it goes on when nothing more is wanted.
        public static func defying(_ steps: Step...) -> Step { Step(action: .defying(steps)) }
        /// Goes through several scripts at once, each in a task of its own, and waits for all.
        public static func together(_ scripts: [Step]...) -> Step { Step(action: .together(scripts)) }
    }
}

extension ScriptedModel.Step: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    /// A token of text.
    public init(stringLiteral value: String) { self = .text(value) }
}
