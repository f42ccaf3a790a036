// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

extension CallbackEvent.Kind {
    /// Reads an event that is no piece, from what JSON Lines call it and say of it.
    init?(recorded name: String, _ data: JSONValue) {
        let members = data.members ?? [:]
        switch name {
        case "retry":
            self = .retrying(
                Retry(
                    attempt: members["attempt"]?.whole ?? 0,
                    delay: Self.seconds(members["delay"]?.fraction ?? 0),
                    reason: members["reason"]?.text ?? ""
                )
            )
        case "custom":
            self = .custom(CustomEvent(name: members["name"]?.text ?? "", data: members["data"] ?? .null))
        case "handlerFailed":
            self = .handlerFailed(
                HandlerFailure(
                    label: members["handler"]?.text ?? "",
                    sequence: members["at"]?.whole ?? 0,
                    cause: .threw(RecordedFault(description: members["message"]?.text ?? "")),
                    isDetached: members["detached"]?.flag ?? false
                )
            )
        case "dropped": self = .dropped(members["count"]?.whole ?? 0)
        default: return nil
        }
    }

    /// The event in the words of JSON Lines; `nil` for the start, pieces and ends, which are stored in other ways.
    var recorded: (name: String, data: JSONValue)? {
        switch self {
        case .retrying(let retry):
            let delay = Double(retry.delay.wholeMicroseconds) / 1e6
            return (
                "retry", ["attempt": .integer(retry.attempt), "delay": .number(delay), "reason": .string(retry.reason)]
            )
        case .custom(let custom): return ("custom", ["name": .string(custom.name), "data": custom.data])
        case .handlerFailed(let failure):
            return (
                "handlerFailed",
                [
                    "handler": .string(failure.label), "at": .integer(failure.sequence),
                    "message": .string(failure.cause.description), "detached": .bool(failure.isDetached),
                ]
            )
        case .dropped(let count): return ("dropped", ["count": .integer(count)])
        default: return nil
        }
    }

    private static func seconds(_ number: Double) -> Duration {
        number.isFinite && number.magnitude < 1e12 ? .microseconds((number * 1e6).rounded()) : .zero
    }
}

/// How a handler failed, in the words of the time.
struct RecordedFault: Error, CustomStringConvertible {
    let description: String
}
