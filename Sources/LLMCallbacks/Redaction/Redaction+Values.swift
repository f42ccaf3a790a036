// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension Redaction {
    /// A JSON value with all its texts redacted: also names of members, and numbers that are secret when written out.
    func redacted(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text): .string(redacted(text))
        case .array(let elements): .array(elements.map(redacted))
        case .object(let members): .object(redacted(members))
        case .integer(let number): redacted(value, writtenAs: "\(number)")
        case .number(let number): redacted(value, writtenAs: "\(number)")
        case .null, .bool: value
        }
    }

    /// Members with names and values redacted. Of names that become the same one stays.
    func redacted(_ members: [String: JSONValue]) -> [String: JSONValue] {
        Dictionary(members.map { (redacted($0.key), redacted($0.value)) }, uniquingKeysWith: { one, _ in one })
    }

    private func redacted(_ value: JSONValue, writtenAs text: String) -> JSONValue {
        let redacted = redacted(text)
        return redacted == text ? value : .string(redacted)
    }

    func redacted(_ input: RunInput) -> RunInput {
        switch input {
        case .request(let request): .request(redacted(request))
        case .value(let value): .value(redacted(value))
        }
    }

    private func redacted(_ request: ModelRequest) -> ModelRequest {
        var request = request
        request.messages = request.messages.map(redacted)
        request.parameters.stop = request.parameters.stop.map(redacted)
        request.parameters.tools = request.parameters.tools.map(redacted)
        request.parameters.extra = redacted(request.parameters.extra)
        return request
    }

    private func redacted(_ message: ModelMessage) -> ModelMessage {
        var message = message
        message.content = redacted(message.content)
        message.name = message.name.map(redacted)
        message.toolCalls = message.toolCalls.map(redacted)
        message.toolCallID = message.toolCallID.map(redacted)
        return message
    }

    private func redacted(_ call: ToolCall) -> ToolCall {
        ToolCall(
            slot: call.slot,
            id: redacted(call.id),
            name: redacted(call.name),
            arguments: redacted(call.arguments)
        )
    }

    func redacted(_ result: RunResult) -> RunResult {
        var result = result
        result.choices = result.choices.map { choice in
            var choice = choice
            choice.text = redacted(choice.text)
            choice.reasoning = redacted(choice.reasoning)
            choice.refusal = redacted(choice.refusal)
            choice.toolCalls = choice.toolCalls.map(redacted)
            choice.finishReason = choice.finishReason.map { FinishReason(rawValue: redacted($0.rawValue)) }
            return choice
        }
        result.model = redacted(result.model)
        result.outcome = redacted(result.outcome)
        result.handlerFailures = result.handlerFailures.map(redacted)
        return result
    }

    private func redacted(_ outcome: RunResult.Outcome) -> RunResult.Outcome {
        if case .cancelled(let reason) = outcome { .cancelled(redacted(reason)) } else { outcome }
    }

    func redacted(_ reason: CancellationReason) -> CancellationReason {
        if case .stopped(let text) = reason { .stopped(redacted(text)) } else { reason }
    }

    func redacted(_ failure: HandlerFailure) -> HandlerFailure {
        var failure = failure
        failure.label = redacted(failure.label)
        if case .threw(let error) = failure.cause { failure.cause = .threw(redacted(error)) }
        return failure
    }

    /// The error itself where its description, and so all that handlers write of it, has no secret.
    func redacted(_ error: any Error) -> any Error {
        if let error = error as? ModelError { return redacted(error) }
        let description = "\(error)"
        let redacted = redacted(description)
        return redacted == description ? error : RedactedError(description: redacted)
    }

    private func redacted(_ error: ModelError) -> ModelError {
        ModelError(
            ModelError.Kind(rawValue: redacted(error.kind.rawValue)),
            redacted(error.message),
            status: error.status,
            requestID: error.requestID.map(redacted),
            underlying: error.underlying.map { redacted($0) }
        )
    }
}

/// What is left of an error whose description had a secret.
public struct RedactedError: Error, CustomStringConvertible {
    /// The description, redacted.
    public let description: String
}
