// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Loopback
import Testing

@testable import LLMCallbacksOpenAI

/// A thousand streams at once, most of them given up at random: also what the sanitizers run over.
@Suite(.timeLimit(.minutes(5)), .serialized) struct StormTests {
    private static let streams = 1_000
    private static let word = #"{"choices":[{"delta":{"content":"a"}}]}"#
    private static let stop = #"{"choices":[{"delta":{},"finish_reason":"stop"}]}"#

    /// How a stream ends. Each has a path of its own on the server, which reads the number of tokens from it.
    private enum Way: String, CaseIterable {
        /// By itself, once all others have.
        case survives
        /// The task is cancelled at its start.
        case cancelledAtOnce
        /// The task is cancelled by the handler of a token.
        case cancelled
        /// The loop is left.
        case left
        /// A handler stops the run.
        case stopped
        /// The server resets the connection.
        case reset
    }

    /// In a process of its own: it fills the transport that all models share.
    @Test func `a storm of 1,000 streams ends each once, and touches no neighbour`() async {
        await #expect(processExitsWith: .success) { try await StormTests.storm() }
    }

    private static func storm() async throws {
        try LoopbackSocket.allowDescriptors(4 * Self.streams)
        let calm = Gate()
        let server = try LoopbackServer { try serve($0, calm) }
        defer {
            calm.open()
            server.stop()
        }
        let model = OpenAIChatModel(
            "test",
            configuration: .init(
                baseURL: server.url,
                apiKey: "secret",
                http: HTTPOptions(retries: .never, proxy: .none)
            )
        )
        let terminals = Mailbox<RunID>()
        let manager = CallbackManager([.onEvent(.terminal) { terminals.put($0.run.id) }])
        var random = SystemRandomNumberGenerator()
        let storm = Counter(opensAt: Self.streams)
        await withTaskGroup { group in
            for _ in 0..<Self.streams {
                let way = Way.allCases.randomElement(using: &random) ?? .left
                let count = Int.random(in: 1...20, using: &random)
                group.addTask { await live(model, manager, way, count, storm) }
            }
            await storm.gate.wait()
            calm.open()
        }
        #expect(terminals.all.count == Self.streams)
        #expect(Set(terminals.all).count == Self.streams)
        try await CurlTransport.shared.whenIdle()
        #expect(try await Self.model(model, .survives, 3).generate("go", manager: manager).text == "aaa")
    }

    private static func model(_ model: OpenAIChatModel, _ way: Way, _ count: Int) -> OpenAIChatModel {
        var model = model
        model.configuration.baseURL += "/\(way.rawValue)/\(count)"
        return model
    }

    private static func serve(_ connection: LoopbackConnection, _ calm: Gate) throws {
        while let request = connection.readRequest() {
            let parts = request.target.split(separator: "/")
            guard let way = Way(rawValue: String(parts[0])), let count = Int(parts[1]) else { return }
            try connection.sendChunkedHead()
            for _ in 0..<count { try connection.sendEvent(data: word) }
            switch way {
            case .survives:
                connection.wait(for: calm)
                try connection.sendEvent(data: stop)
                try connection.sendEvent(data: "[DONE]")
                try connection.sendLastChunk()
            case .reset:
                return connection.reset()
            default:
                return connection.waitForClose()
            }
        }
    }

    private static func live(
        _ base: OpenAIChatModel,
        _ manager: CallbackManager,
        _ way: Way,
        _ count: Int,
        _ storm: Counter
    ) async {
        let model = model(base, way, count)
        switch way {
        case .survives:
            storm.count()
            let text = try? await model.generate("go", manager: manager).text
            return #expect(text == String(repeating: "a", count: count))
        case .cancelledAtOnce:
            let task = Task { try await model.generate("go", manager: manager) }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
        case .cancelled:
            let reached = Gate()
            let heard = Callback.onEvent(.tokens) { if $0.sequence == count { reached.open() } }
            let task = Task { try await model.generate("go", callbacks: [heard], manager: manager) }
            await reached.wait()
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
        case .left:
            let run = model.stream("go", manager: manager)
            var left = count
            do {
                for try await _ in run.tokens {
                    left -= 1
                    if left == 0 { break }
                }
                let outcome = try await run.result.outcome
                #expect(outcome == .cancelled(.abandoned))
            } catch {
                Issue.record(error)
            }
        case .stopped:
            let stopping = Callback.onEvent(.tokens) { if $0.sequence == count { $0.run.stop(reason: "enough") } }
            let reply = try? await model.generate("go", callbacks: [stopping], manager: manager)
            #expect(reply?.outcome == .cancelled(.stopped("enough")))
        case .reset:
            let error = await #expect(throws: ModelError.self) { try await model.generate("go", manager: manager) }
            #expect(error?.kind == .truncated || error?.kind == .connection)
        }
        storm.count()
    }
}
