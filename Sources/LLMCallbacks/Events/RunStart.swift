// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What a run was asked. Carried by the first event of every run.
public struct RunStart: Sendable {
    /// What goes into the run.
    public var input: RunInput

    /// Creates a start.
    package init(input: RunInput) { self.input = input }
}

/// What goes into a run: a model's request, or any value for a tool, chain, retriever or agent.
@nonexhaustive
public enum RunInput: Sendable, Hashable {
    /// A conversation and how to answer it.
    case request(ModelRequest)
    /// The input of anything that is no model.
    case value(JSONValue)

    /// The conversation; empty for a ``value(_:)``.
    public var messages: [ModelMessage] {
        if case .request(let request) = self { request.messages } else { [] }
    }

    /// How the model was asked to answer; nothing for a ``value(_:)``.
    public var parameters: ModelRequest.Parameters {
        if case .request(let request) = self { request.parameters } else { ModelRequest.Parameters() }
    }
}
