// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// A run that is read from elsewhere, and has not had its end.
struct OpenRun: Sendable {
    let context: RunContext
    private(set) var lastSequence = 0
    private(set) var lastTime = Duration.zero
    private(set) var firstTime: Duration?
    private(set) var tokenCount = 0

    init(context: RunContext) { self.context = context }

    /// Takes what happened next.
    mutating func take(
        _ kind: CallbackEvent.Kind,
        sequence: Int,
        time: Duration
    ) throws(JSONLinesDecoder.Fault) -> [CallbackEvent] {
        guard sequence > lastSequence else {
            throw JSONLinesDecoder.Fault(description: "\"seq\" is not above that of the event before")
        }
        guard time >= lastTime else {
            throw JSONLinesDecoder.Fault(description: "\"t\" is before that of the event before")
        }
        let event = CallbackEvent(recordedIn: context, sequence: sequence, time: time, kind: kind)
        let missing = event.result.map { missingPieces(of: $0, before: event) } ?? []
        (lastSequence, lastTime) = (sequence, time)
        if event.token != nil {
            tokenCount += 1
            firstTime = firstTime ?? time
        }
        return missing + [event]
    }

    /// The text of an end as pieces, where none was told before.
    private func missingPieces(of result: RunResult, before end: CallbackEvent) -> [CallbackEvent] {
        guard tokenCount == 0 else { return [] }
        let time = min(max(result.timeToFirstToken ?? end.time, lastTime), end.time)
        let tokens = result.choices.enumerated().flatMap { number, choice in choice.pieces(of: number) }
        let room = end.sequence - lastSequence - 1
        return tokens.prefix(room).enumerated().map { place, token in
            CallbackEvent(recordedIn: context, sequence: lastSequence + 1 + place, time: time, kind: .token(token))
        }
    }
}

extension RunResult.Choice {
    /// The whole answer, a piece for each lane.
    fileprivate func pieces(of number: Int) -> [TokenDelta] {
        var pieces: [TokenDelta] = []
        if !reasoning.isEmpty { pieces.append(TokenDelta(reasoning, lane: .reasoning, choice: number)) }
        if !text.isEmpty { pieces.append(TokenDelta(text, choice: number)) }
        if !refusal.isEmpty { pieces.append(TokenDelta(refusal, lane: .refusal, choice: number)) }
        return pieces
            + toolCalls.map { call in
                TokenDelta(
                    call.arguments,
                    lane: .toolCall(slot: min(max(call.slot, 0), 1 << 16)),
                    choice: number,
                    callID: call.id,
                    callName: call.name
                )
            }
    }
}
