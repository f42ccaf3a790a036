// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacks
import LLMCallbacksSQLite
import LLMCallbacksTesting

/// What is counted: one way to deliver tokens, to so many consumers.
struct Subject {
    private enum Delivery: String {
        case floor, inline, timeless, object, outlined, closure, queued, waiting, iterator, recorded
    }

    private let delivery: Delivery
    private let consumers: Int

    /// Parses a name such as `inline-8`.
    init?(_ name: String) {
        let parts = name.split(separator: "-").map(String.init)
        guard parts.count == 2, let delivery = Delivery(rawValue: parts[0]), let consumers = Int(parts[1]) else {
            return nil
        }
        self.delivery = delivery
        self.consumers = consumers
    }

    func deliver(_ load: TokenLoad, flaw: Flaw?) async throws {
        guard #available(macOS 26, *) else { fatalError("tasks that run at once are not to be had here") }
        flaw?.prepare(tokens: load.count * consumers)
        let handlers = (0..<consumers).map { _ in CountingHandler(flaw: flaw) }
        let timeless = EventFilter.all.subtracting(.tokenTimes)
        switch delivery {
        case .floor:
            try await measured(.floor(handlers.map { FloorConsumer(box: $0.box) }), load).value
        case .inline:
            try await run(load, handlers.map { .handler($0) })
        case .timeless:
            try await run(load, handlers.map { .handler($0, events: timeless) })
        case .object:
            try await run(load, handlers.map { .handler(CountingObject($0.box), events: timeless) })
        case .outlined:
            try await run(load, handlers.map { .handler(OutlinedObject($0.box), events: timeless) })
        case .closure:
            try await run(load, handlers.map(\.box).map { box in .onToken { box.add($0.text) } })
        case .queued:
            try await run(load, handlers.map { .queued($0) })
        case .waiting:
            try await run(load, handlers.map(\.box).map { box in .onToken { await box.addLater($0.text) } })
        case .iterator:
            try await iterate(load, handlers.map(\.box))
        case .recorded:
            return try await record(load)
        }
        for handler in handlers { precondition(handler.box.tally == load.tally, "tokens were lost") }
    }

    @available(macOS 26, *)
    private func run(_ load: TokenLoad, _ callbacks: [Callback]) async throws {
        try await CallbackManager(callbacks).run("counts", input: "") { run in
            try await measured(.run(run), load).value
        }
    }

    /// One loop a box, all over the tokens of the same run.
    @available(macOS 26, *)
    private func iterate(_ load: TokenLoad, _ boxes: [TallyBox]) async throws {
        let iterator = AsyncIteratorHandler()
        let tokens = iterator.tokens
        try await withThrowingTaskGroup { group in
            for box in boxes {
                group.addTask {
                    for try await token in tokens { box.add(token.text) }
                }
            }
            try await run(load, [.handler(iterator)])
            try await group.waitForAll()
        }
    }

    /// Transcripts in files of their own. What is in them is not read, only how much it is: reading would be counted.
    @available(macOS 26, *)
    private func record(_ load: TokenLoad) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "counts-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let paths = (0..<consumers).map { folder.appending(path: "\($0).sqlite").path }
        try await run(load, paths.map { .handler(try TranscriptHandler(path: $0)) })
        for path in paths {
            let counts = try TranscriptReader(path: path).runs().map(\.chunkCount)
            precondition(counts == [load.count], "tokens were lost")
        }
    }
}
