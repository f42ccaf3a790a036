// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks

/// One run as exports tell it: its events, and what people said of it.
///
/// The events may come from anywhere: from a transcript, or from a handler that kept them.
public struct ExportedRun: Sendable {
    /// The events in order: the start first, and a terminal event last unless the run is under way or was interrupted.
    public let events: [CallbackEvent]
    /// A title that somebody gave it.
    public var title: String?
    /// A note that somebody made on it.
    public var note: String?
    /// How the run stands, in the words of `status` in records: `ended`, `failed`, `cancelled`, `interrupted`, `running`.
    public var status: String
    /// What the run cost, such as `$0.000123`; `nil` if nobody knows.
    public var cost: String?
    /// How many pieces are missing because they could not be stored.
    public var lostCount = 0

    /// The run itself.
    public var context: RunContext { events[0].run }

    /// Creates a run of its events.
    ///
    /// - Parameters:
    ///   - events: The events of one run, in order.
    ///   - status: How it stands, where no terminal event says so. By default such a run counts as interrupted.
    /// - Returns: `nil` if there are no events.
    public init?(events: [CallbackEvent], status: String? = nil) {
        guard let last = events.last else { return nil }
        self.events = events
        self.status = Self.word(last) ?? status ?? "interrupted"
    }

    private static func word(_ last: CallbackEvent) -> String? {
        switch last.kind {
        case .ended: "ended"
        case .failed: "failed"
        case .cancelled: "cancelled"
        default: nil
        }
    }
}

extension ExportedRun {
    /// What went in.
    public var input: RunInput {
        if case .started(let start) = events[0].kind { start.input } else { .value(.null) }
    }

    /// What there was at the end; `nil` of a run without one.
    public var result: RunResult? { events[events.count - 1].result }

    /// Why the run failed; `nil` if it did not.
    public var error: ModelError? {
        if case .failed(let failure) = events[events.count - 1].kind {
            ModelError(wrapping: failure.error)
        } else {
            nil
        }
    }

    /// Who stopped the run; `nil` if nobody did.
    public var cancellation: CancellationReason? {
        if case .cancelled(let cancellation) = events[events.count - 1].kind { cancellation.reason } else { nil }
    }

    /// The answers, by choice number, so far as they came; at least one. Of a run without an end put together from its pieces.
    public var choices: [RunResult.Choice] {
        if let result { return result.choices }
        var answer = AnswerBuilder()
        for event in events {
            switch event.kind {
            case .token(let token): answer.append(token)
            case .replaced(let token): answer.replace(token)
            default: break
            }
        }
        return answer.choices()
    }

    /// A title, or the beginning of what was asked: one line, never empty.
    public var heading: String {
        let asked = input.messages.last { $0.role == .user }?.content ?? ""
        let line = (title ?? asked).split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        let short = line.count > 100 ? "\(line.prefix(99))…" : line
        return short.allSatisfy(\.isWhitespace) ? context.name : short
    }

    /// The model that answered, or the name of whatever ran.
    public var model: String { result?.model ?? context.name }
}
