// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// The kinds of event that say something. The others tell what the server does by itself, or are of later days.
/// https://platform.openai.com/docs/api-reference/responses-streaming
enum ResponsesEventType: Equatable {
    /// What is known of the response at its start.
    case started
    /// An item begins.
    case itemAdded
    /// An item is complete.
    case itemDone
    /// A piece of a part.
    case delta(ResponsesPart.Kind)
    /// A part is complete.
    case done(ResponsesPart.Kind)
    /// The response is over.
    case ended(ResponsesEnding)
    case error
    case other

    /// Finds the kind of a type's name.
    init(_ name: UnsafeRawBufferPointer) {
        guard name.starts(with: "response.") else {
            self = name.equals("error") ? .error : .other
            return
        }
        let name = name.slice(9..<name.count)
        if name.equals("output_text.delta") {
            self = .delta(.text)
        } else if name.equals("function_call_arguments.delta") || name.equals("custom_tool_call_input.delta") {
            self = .delta(.arguments)
        } else if name.equals("reasoning_summary_text.delta") {
            self = .delta(.summary)
        } else if name.equals("reasoning_text.delta") {
            self = .delta(.reasoning)
        } else if name.equals("refusal.delta") {
            self = .delta(.refusal)
        } else {
            self.init(rare: name)
        }
    }

    /// Finds the kind of an event whose data does not say it.
    init(_ name: String) {
        var name = name
        self = name.withUTF8 { Self(UnsafeRawBufferPointer($0)) }
    }

    private init(rare name: UnsafeRawBufferPointer) {
        if name.equals("created") || name.equals("in_progress") || name.equals("queued") {
            self = .started
        } else if name.equals("output_item.added") {
            self = .itemAdded
        } else if name.equals("output_item.done") {
            self = .itemDone
        } else if name.equals("output_text.done") {
            self = .done(.text)
        } else if name.equals("function_call_arguments.done") || name.equals("custom_tool_call_input.done") {
            self = .done(.arguments)
        } else if name.equals("reasoning_summary_text.done") {
            self = .done(.summary)
        } else if name.equals("reasoning_text.done") {
            self = .done(.reasoning)
        } else if name.equals("refusal.done") {
            self = .done(.refusal)
        } else {
            self = ResponsesEnding(name).map { .ended($0) } ?? .other
        }
    }
}
