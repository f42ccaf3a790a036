// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// What a wire cannot say is refused before anything is sent: left out in silence, it would change the answer.
extension ModelRequest {
    /// Throws if several answers are asked for.
    func demandOneChoice(of server: String) throws(ModelError) {
        guard let choices = parameters.choices, choices != 1 else { return }
        throw ModelError(.invalidRequest, "\(server) gives one answer to a request, and \(choices) are asked for.")
    }

    /// Throws if there are texts that end the answer.
    func demandNoStopTexts(of server: String) throws(ModelError) {
        if parameters.stop.isEmpty { return }
        throw ModelError(.invalidRequest, "\(server) cannot end an answer at given texts; remove `stop`.")
    }

    /// Throws if a tool's message does not say which call it answers.
    func demandCallIDs(of server: String) throws(ModelError) {
        if messages.allSatisfy({ $0.role != .tool || $0.toolCallID != nil }) { return }
        throw ModelError(.invalidRequest, "\(server) must be told which call a tool answers; set `toolCallID`.")
    }

    /// Throws if the arguments of an earlier call are no JSON object.
    func demandArgumentObjects(of server: String) throws(ModelError) {
        for call in messages.lazy.flatMap(\.toolCalls) where call.argumentsObject == nil {
            throw ModelError(
                .invalidRequest,
                "\(server) takes arguments of calls as JSON objects only, and those of a call of \(call.name) are none."
            )
        }
    }
}

extension ToolCall {
    /// The arguments where they are a JSON object; `{}` where there are none. `nil` for anything else. Only the object's
    /// beginning and its end are looked for.
    var argumentsObject: [UInt8]? {
        let bytes = Array(arguments.utf8)
        return bytes.withUnsafeBytes { bytes in
            let text = bytes.trimmed
            if text.isEmpty { return Array("{}".utf8) }
            var scanner = JSONScanner(text)
            guard text.first == UInt8(ascii: "{"), let object = try? scanner.skip(), object.count == text.count
            else { return nil }
            return Array(object)
        }
    }
}
