// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Turns events into lines of JSON Lines (https://jsonlines.org): one object an event.
///
/// ```
/// {"event":"token","run":"0199f2c4-…","seq":1,"t":0.213412,"choice":0,"lane":"text","text":" water"}
/// ```
///
/// The keys are a contract; new keys and new names of events may be added. Keys in brackets are left out where they do not
/// apply. Each line begins with `event`, `run`, `seq` and, but for the start, `t`: the seconds since the start.
///
/// | event | keys |
/// |---|---|
/// | `start` | `[parent]`, `time` (ISO 8601), `kind`, `model` (the run's name), `input`, `[parameters]`, `[session]`, `[tags]`, `[metadata]` |
/// | `token`, `replace` | `choice`, `lane` (`text`, `reasoning`, `refusal`, `toolCall`), `[slot]`, `[id]`, `[name]`, `text`, `[pieces]` |
/// | `retry` | `attempt`, `delay` (seconds), `reason` |
/// | `custom` | `name`, `data` |
/// | `handlerFailed` | `handler`, `at` (a `seq`), `message`, `detached` |
/// | `dropped` | `count` |
/// | `end` | `finish` and those of every terminal event |
/// | `error` | `error` (`kind`, `[status]`, `message`, `[requestID]`), `[finish]` and those of every terminal event |
/// | `cancelled` | `reason` (`task`, `abandoned`, `stopped: …`), `[finish]` and those of every terminal event |
/// | all three | `text`, `[reasoning]`, `[refusal]`, `[toolCalls]`, `[choices]`, `[usage]`, `timing` (`[firstToken]`, `total`), `tokens`, `[model]` (the one that answered, if another than asked), `[handlerFailures]` |
public struct JSONLinesEncoder: Sendable {
    /// Creates an encoder.
    public init() {}

    /// Encodes one event: an object in UTF-8, without the line feed that ends its line. Never holds one inside.
    public func encode(_ event: CallbackEvent) -> [UInt8] {
        var json = JSONWriter()
        json.object { encode(event, into: &$0) }
        return json.bytes
    }

    private func encode(_ event: CallbackEvent, into json: inout JSONWriter) {
        switch event.kind {
        case .started(let start): encode(start, of: event, into: &json)
        case .token(let token):
            begin("token", event, into: &json)
            encode(token, into: &json)
        case .replaced(let token):
            begin("replace", event, into: &json)
            encode(token, into: &json)
        case .retrying(let retry):
            begin("retry", event, into: &json)
            json.member("attempt", retry.attempt)
            json.member("delay", retry.delay)
            json.member("reason", retry.reason)
        case .custom(let custom):
            begin("custom", event, into: &json)
            json.member("name", custom.name)
            json.member("data", custom.data)
        case .handlerFailed(let failure):
            begin("handlerFailed", event, into: &json)
            encode(failure, into: &json)
        case .dropped(let count):
            begin("dropped", event, into: &json)
            json.member("count", count)
        case .ended, .failed, .cancelled: encodeTerminal(event, into: &json)
        }
    }

    private func encodeTerminal(_ event: CallbackEvent, into json: inout JSONWriter) {
        switch event.kind {
        case .ended(let result):
            begin("end", event, into: &json)
            // A complete answer always has this key, also where nobody said why it ended.
            json.member("finish", (result.finishReason ?? .unknown).rawValue)
            encode(result, of: event.run, into: &json)
        case .failed(let failure):
            begin("error", event, into: &json)
            encode(ModelError(wrapping: failure.error), into: &json)
            encodeUnfinished(failure.result, of: event.run, into: &json)
        case .cancelled(let cancellation):
            begin("cancelled", event, into: &json)
            json.member("reason", cancellation.reason.description)
            encodeUnfinished(cancellation.result, of: event.run, into: &json)
        default: break
        }
    }

    /// The keys that all events but the start begin with.
    private func begin(_ name: String, _ event: CallbackEvent, into json: inout JSONWriter) {
        json.member("event", name)
        json.member("run", event.run.id.description)
        json.member("seq", event.sequence)
        json.member("t", event.time)
    }

    private func encodeUnfinished(_ result: RunResult, of run: RunContext, into json: inout JSONWriter) {
        if let reason = result.finishReason { json.member("finish", reason.rawValue) }
        encode(result, of: run, into: &json)
    }

    private func encode(_ error: ModelError, into json: inout JSONWriter) {
        json.object("error") { json in
            json.member("kind", error.kind.rawValue)
            if let status = error.status { json.member("status", status) }
            json.member("message", error.message)
            if let request = error.requestID { json.member("requestID", request) }
        }
    }

    private func encode(_ failure: HandlerFailure, into json: inout JSONWriter) {
        json.member("handler", failure.label)
        json.member("at", failure.sequence)
        json.member("message", failure.cause.description)
        json.member("detached", failure.isDetached)
    }
}
