// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksSQLite
import LLMCallbacksTesting
import Testing

/// What comes back is what came, to the byte and to the microsecond.
@Suite(.timeLimit(.minutes(5)))
struct FidelityTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    @Test func `pieces come back as the same bytes, cut at the same places`() async throws {
        let huge = String(repeating: "0123456789abcdé\0", count: 10 << 16)
        let pieces = [
            "a\0b", "", "\r", "\n", "e", "\u{301}", "👩", "\u{200D}", "👧", "\u{FEFF}", "\u{FFFD}", huge, "\u{1F1F3}",
            "\u{1F1F4}", "\0", "x",
        ]
        #expect(huge.utf8.count > 10_000_000)
        let model = ScriptedModel(
            steps: pieces.flatMap { [.text($0), .send(.reasoning($0)), .send(.text($0, choice: 3))] } + [.finish(.stop)]
        )
        try await model.generate("NUL\0 in", callbacks: [.transcript(at: folder.file())])
        let reader = try TranscriptReader(path: folder.file())
        let run = try reader.run("last")
        let chunks = try reader.chunks(of: run)
        for (lane, choice) in [(TokenDelta.Lane.text, 0), (.reasoning, 0), (.text, 3)] {
            let texts = chunks.filter { $0.token.lane == lane && $0.token.choice == choice }.map {
                Array($0.token.text.utf8)
            }
            #expect(texts == pieces.map { Array($0.utf8) })
        }
        #expect(run.lostCount == 0 && run.prompt == "NUL\0 in")
        #expect(try TranscriptEditor(path: folder.file()).check() == [])
    }

    @Test(arguments: [ReplayPace.original, .scaled(by: 4)])
    func `a replay that is recorded again has the same gaps`(pace: ReplayPace) async throws {
        var random = SeededNumbers(seed: 3)
        let gaps = (0..<300).map { _ in Duration.microseconds(Int.random(in: 0...60_000, using: &random) * 4) }
        let clock = VirtualClock()
        let steps = gaps.enumerated().flatMap { number, gap -> [ScriptedModel.Step] in
            [.pause(gap), number % 5 == 0 ? .send(.reasoning("\(number) ")) : .text("\(number) ")]
        }
        let model = ScriptedModel(
            steps: steps + [.pause(.seconds(2)), .fail(ModelError(.server, "down"))],
            clock: clock
        )
        let first = try await record(model, in: "first", clock)
        let recorded = try RecordedModel(first.run, in: first.reader, pace: pace, clock: clock)
        let second = try await record(recorded, in: "second", clock)

        let (one, two) = (try first.reader.chunks(of: first.run), try second.reader.chunks(of: second.run))
        #expect(one.map(\.token) == two.map(\.token))
        #expect(zip(one.dropFirst(), one).map { $0.time - $1.time } == Array(gaps.dropFirst()))
        let speed = pace == .original ? 1 : 4
        #expect(zip(two.dropFirst(), two).map { ($0.time - $1.time) * speed } == Array(gaps.dropFirst()))
        #expect(second.run.error?.message == "down" && second.run.status == .failed)
        #expect(second.run.duration.map { $0 * speed } == first.run.duration)
    }

    private func record(
        _ model: some StreamingModel,
        in name: String,
        _ clock: VirtualClock
    ) async throws -> (run: RecordedRun, reader: TranscriptReader) {
        let manager = CallbackManager([.handler(try TranscriptHandler(path: folder.file(name)))], clock: clock)
        await #expect(throws: ModelError.self) { try await model.generate("Hello", manager: manager) }
        let reader = try TranscriptReader(path: folder.file(name))
        return (try reader.run("last"), reader)
    }
}

/// SplitMix64 (https://prng.di.unimi.it/splitmix64.c): the same numbers each time.
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var number = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        number = (number ^ (number >> 27)) &* 0x94D0_49BB_1331_11EB
        return number ^ (number >> 31)
    }
}
