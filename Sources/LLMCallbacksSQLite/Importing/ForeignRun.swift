// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// A run that another program recorded, told as events.
struct ForeignRun {
    private let context: RunContext
    private var sequence = 0
    private var tokenCount = 0
    private var first: Duration?
    private var last = Duration.zero

    /// What begins the run.
    let start: CallbackEvent
    var id: RunID { context.id }

    init(id: RunID, name: String, session: String? = nil, startedAt: WallTime, request: ModelRequest) {
        context = RunContext(
            recorded: RecordedRunContext(
                id: id,
                parentID: nil,
                rootID: id,
                kind: .model,
                name: name,
                tags: [],
                metadata: [:],
                session: session,
                startedAt: startedAt
            )
        )
        let kind = CallbackEvent.Kind.started(RunStart(input: .request(request)))
        start = CallbackEvent(recordedIn: context, sequence: 0, time: .zero, kind: kind)
    }

    /// What happened next. Times do not fall: one before the last counts as that.
    mutating func event(_ kind: CallbackEvent.Kind, at time: Duration = .zero) -> CallbackEvent {
        sequence += 1
        last = max(last, time)
        if case .token = kind {
            tokenCount += 1
            first = first ?? last
        }
        return CallbackEvent(recordedIn: context, sequence: sequence, time: last, kind: kind)
    }

    /// The end.
    ///
    /// - Parameter choices: Why each choice ended. Their texts are those of the pieces.
    mutating func end(
        _ choices: [RunResult.Choice] = [RunResult.Choice(text: "")],
        at time: Duration = .zero,
        usage: TokenUsage? = nil,
        model: String? = nil,
        error: ModelError? = nil
    ) -> CallbackEvent {
        let result = RunResult(
            runID: context.id,
            outcome: error == nil ? .ended : .failed,
            choices: choices,
            usage: usage,
            model: model ?? context.name,
            timeToFirstToken: first,
            duration: max(last, time),
            tokenCount: tokenCount,
            handlerFailures: [],
            handlerFailureCount: 0
        )
        guard let error else { return event(.ended(result), at: time) }
        return event(.failed(RunFailure(error: error, result: result)), at: time)
    }
}

extension RunID {
    /// The id of a run that has none of ours: always the same for the same text and moment, so that it comes in only once.
    init(of text: some Sequence<UInt8>, startedAt: WallTime) {
        var hashes: (UInt64, UInt64) = (0xCBF2_9CE4_8422_2325, 0x6C62_272E_07BB_0142)
        // FNV-1a, from two beginnings: https://datatracker.ietf.org/doc/html/draft-eastlake-fnv
        for byte in text {
            hashes.0 = (hashes.0 ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
            hashes.1 = (hashes.1 ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        }
        // RFC 9562, section 5.7: 48 bits of time, version 7, 12 free bits; variant, 62 free bits.
        let high = UInt64(truncatingIfNeeded: startedAt.millisecondsSinceEpoch) << 16 | 0x7000 | hashes.1 & 0x0FFF
        let low = 0x8000_0000_0000_0000 | hashes.0 >> 2
        func digits(_ number: UInt64) -> String {
            let digits = String(number, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }
        self = RunID(digits(high) + digits(low)) ?? RunID()
    }
}
