// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// One message of a conversation.
public struct ModelMessage: Sendable, Hashable {
    /// Who speaks.
    public var role: Role
    /// What is said. May be empty, as in an assistant's message that only calls tools.
    public var content: String
    /// The name of the speaker, where the model distinguishes several.
    public var name: String?
    /// The calls that an assistant's message asks for.
    public var toolCalls: [ToolCall]
    /// The call that a tool's message answers.
    public var toolCallID: String?

    /// Creates a message.
    public init(
        role: Role,
        content: String,
        name: String? = nil,
        toolCalls: [ToolCall] = [],
        toolCallID: String? = nil
    ) {
        self.role = role
        self.content = content
        self.name = name
        self.toolCalls = toolCalls
        self.toolCallID = toolCallID
    }

    /// Who speaks. Open: servers know further roles.
    public struct Role: RawRepresentable, Sendable, Hashable {
        /// The server's word.
        public var rawValue: String
        /// Keeps a server's word.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// Instructions to the model.
        public static let system = Role(rawValue: "system")
        /// The person, or the program, that asks.
        public static let user = Role(rawValue: "user")
        /// The model.
        public static let assistant = Role(rawValue: "assistant")
        /// The answer of a tool.
        public static let tool = Role(rawValue: "tool")
    }

    /// Instructions to the model.
    public static func system(_ content: String) -> ModelMessage { ModelMessage(role: .system, content: content) }
    /// A question.
    public static func user(_ content: String) -> ModelMessage { ModelMessage(role: .user, content: content) }
    /// An earlier answer.
    public static func assistant(_ content: String) -> ModelMessage { ModelMessage(role: .assistant, content: content) }
    /// What a tool answered to a call.
    public static func tool(_ content: String, callID: String) -> ModelMessage {
        ModelMessage(role: .tool, content: content, toolCallID: callID)
    }
}

/// A call that the model wants made, complete.
public struct ToolCall: Sendable, Hashable {
    /// The place of the call among the calls of its choice, counted from 0.
    public var slot: Int
    /// The server's name for this call; empty if it gave none.
    public var id: String
    /// The function to call.
    public var name: String
    /// The arguments as the model wrote them: JSON, if the model kept to it.
    public var arguments: String

    /// Creates a call.
    public init(slot: Int = 0, id: String = "", name: String, arguments: String) {
        self.slot = slot
        self.id = id
        self.name = name
        self.arguments = arguments
    }
}
