// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Gathers what a model says into the answer so far, so that no handler has to keep a copy of its own.
package struct AnswerBuilder: ~Copyable {
    /// The text of choice 0: the lane that nearly every token goes to.
    private var text = TextBuffer()
    /// Everything else.
    private var others: [Key: Lane] = [:]
    private var finishReasons: [Int: FinishReason] = [:]
    private var choiceCount = 1

    package init() {}

    /// Adds a piece that is of no tool call.
    @inline(__always)
    mutating func append(_ piece: String, _ lane: TokenDelta.Lane, _ choice: Int) {
        if choice == 0, case .text = lane {
            text.append(piece)
        } else {
            appendElsewhere(TokenDelta(piece, lane: lane, choice: choice))
        }
    }

    package mutating func append(_ token: TokenDelta) {
        if token.choice == 0, case .text = token.lane {
            text.append(token.text)
        } else {
            appendElsewhere(token)
        }
    }

    package mutating func replace(_ token: TokenDelta) {
        if token.choice == 0, case .text = token.lane {
            text.removeAll()
        } else {
            others[Key(token)]?.text = ""
        }
        append(token)
    }

    package mutating func finish(_ reason: FinishReason, choice: Int) {
        choiceCount = max(choiceCount, Self.bounded(choice) + 1)
        finishReasons[choice] = reason
    }

    /// The answer so far, a choice each; at least one.
    package consuming func choices() -> [RunResult.Choice] {
        var choices = [RunResult.Choice](repeating: RunResult.Choice(), count: choiceCount)
        choices[0].text = text.text
        for (key, lane) in others where choices.indices.contains(key.choice) {
            switch key.lane {
            case .text: choices[key.choice].text = lane.text
            case .reasoning: choices[key.choice].reasoning = lane.text
            case .refusal: choices[key.choice].refusal = lane.text
            case .tool(let slot):
                let call = ToolCall(slot: slot, id: lane.id, name: lane.name, arguments: lane.text)
                choices[key.choice].toolCalls.append(call)
            }
        }
        for choice in choices.indices {
            choices[choice].toolCalls.sort { $0.slot < $1.slot }
            choices[choice].finishReason = finishReasons[choice]
        }
        return choices
    }

    @inline(never)
    private mutating func appendElsewhere(_ token: TokenDelta) {
        choiceCount = max(choiceCount, Self.bounded(token.choice) + 1)
        others[Key(token), default: Lane()].append(token)
    }

    /// A choice's number comes from the network: an absurd one must not make us allocate as absurd an array.
    private static func bounded(_ choice: Int) -> Int { min(max(choice, 0), 1023) }

    private struct Key: Hashable {
        enum Lane: Hashable { case text, reasoning, refusal, tool(Int) }
        let choice: Int
        let lane: Lane

        init(_ token: TokenDelta) {
            choice = token.choice
            lane =
                switch token.lane {
                case .text: .text
                case .reasoning: .reasoning
                case .refusal: .refusal
                case .toolCall(let slot): .tool(slot)
                }
        }
    }

    private struct Lane {
        var text = ""
        var id = ""
        var name = ""

        mutating func append(_ token: TokenDelta) {
            text += token.text
            guard token.namesCall else { return }
            if id.isEmpty { id = token.callID }
            if name.isEmpty { name = token.callName }
        }
    }
}
