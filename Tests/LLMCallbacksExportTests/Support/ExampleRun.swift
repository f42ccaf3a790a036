// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

@testable import LLMCallbacksExport

/// Runs for tests, made of events with times as a recording has them.
struct ExampleRun {
    static let id = RunID("0199f2c4-7a10-7c55-8e21-5b3d1f0a9c42")!

    private let context: RunContext
    private(set) var events: [CallbackEvent] = []
    private var time = Duration.zero

    init(
        _ messages: [ModelMessage] = [.system("Be brief."), .user("Why is the sky blue?")],
        id: RunID = Self.id,
        parent: RunID? = nil,
        tags: [String] = []
    ) {
        context = RunContext(
            recorded: RecordedRunContext(
                id: id,
                parentID: parent,
                rootID: parent ?? id,
                kind: .model,
                name: "gpt-5-mini",
                tags: tags,
                metadata: [:],
                session: nil,
                startedAt: WallTime(secondsSinceEpoch: 1_795_000_000, nanoseconds: 250_000_000)
            )
        )
        add(.started(RunStart(input: .request(ModelRequest(messages, parameters: .init(temperature: 0.5))))))
    }

    /// Adds an event, so long after the one before.
    mutating func add(_ kind: CallbackEvent.Kind, after gap: Duration = .zero) {
        time += gap
        events.append(CallbackEvent(recordedIn: context, sequence: events.count, time: time, kind: kind))
    }

    /// Adds a piece.
    mutating func say(_ text: String, _ lane: TokenDelta.Lane = .text, after gap: Duration = .milliseconds(20)) {
        add(.token(TokenDelta(text, lane: lane)), after: gap)
    }

    /// Ends the run.
    mutating func end(_ usage: TokenUsage? = nil, after gap: Duration = .milliseconds(5)) {
        add(.ended(result(.ended, usage)), after: gap)
    }

    /// Lets the run fail.
    mutating func fail(_ error: ModelError) { add(.failed(RunFailure(error: error, result: result(.failed)))) }

    /// The run so far.
    var exported: ExportedRun { ExportedRun(events: events)! }

    private func result(_ outcome: RunResult.Outcome, _ usage: TokenUsage? = nil) -> RunResult {
        var choices = exported.choices
        if outcome == .ended { choices[0].finishReason = .stop }
        return RunResult(
            runID: context.id,
            outcome: outcome,
            choices: choices,
            usage: usage,
            model: context.name,
            timeToFirstToken: StreamTiming(events).timeToFirst,
            duration: time,
            tokenCount: StreamTiming(events).arrivals.count,
            handlerFailures: [],
            handlerFailureCount: 0
        )
    }

    /// A long answer with bursts and stalls, always the same.
    static func long(_ count: Int) -> ExportedRun {
        var run = ExampleRun(tags: ["nightly", "eval"])
        var random = SeededNumbers(seed: 42)
        let words = ["The ", "sky ", "is ", "blue ", "because ", "air ", "scatters ", "short ", "waves ", "more.\n\n"]
        for place in 0..<count {
            let isReasoning = place < count / 5
            var gap = Duration.microseconds(2000 + Int64(random.next(30_000)))
            if place == 0 { gap = .milliseconds(640) }
            if random.next(4) == 0 { gap = .microseconds(Int64(random.next(900))) }
            if place == count / 2 { gap = .milliseconds(1800) }
            run.say(words[random.next(words.count)], isReasoning ? .reasoning : .text, after: gap)
        }
        run.end(TokenUsage(inputTokens: 31, outputTokens: count + count / 9), after: .milliseconds(90))
        return run.exported
    }
}

/// Numbers that look random and are the same each time: https://en.wikipedia.org/wiki/Linear_congruential_generator
struct SeededNumbers {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// A number from 0 to below a limit.
    mutating func next(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % limit
    }
}
