// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacks
import LLMCallbacksTesting
import LLMCallbacksTokenizers

extension Suite {
    /// The handlers that come with the package, each alone.
    static let builtInHandlers = Suite(
        name: "built-in handlers",
        about: """
            Each handler alone, until the run has returned. Those that write do so into a file, a system call a token, and what \
            they wrote is read back; the others' runs must have a whole answer and no handler failure.
            """,
        workloads: [
            written("standardOutput", isWhole: { $0 == text + "\n" }) {
                .handler(StandardOutputHandler(fileDescriptor: $0))
            },
            written("standardOutput, prefixed", isWhole: { lines($0) == load.rounds + 1 }) {
                .handler(StandardOutputHandler(fileDescriptor: $0, arrangement: .prefixed))
            },
            written("jsonLines", isWhole: { lines($0) == load.count + 2 }) { .jsonLines(fileDescriptor: $0) },
            heard("onToken, a closure") { .onToken { _ in } },
            heard("onToken, an async closure") { .onToken { _ in await Task.yield() } },
            heard("counting, what the provider says") { .counting(TokenCountingHandler()) },
            heard("counting, by estimate, with a budget") {
                .counting(TokenCountingHandler(budget: .tokens(.max)))
            },
            heard("counting, exactly, with a tokenizer") {
                .counting(TokenCountingHandler(tokenizers: ModelTokenCounters(encodings: ["benchmark": .o200kBase])))
            },
            heard("mainActor") { .mainActor { _ in } },
        ]
    )

    private static let load = TokenLoad(rounds: 32)
    private static let text = String(repeating: load.pieces.joined(), count: load.rounds)

    private static func heard(_ name: String, _ callback: @escaping @Sendable () throws -> Callback) -> Workload {
        Workload(name, HandlerContender(name, makeCallback: callback), load, to: 1)
    }

    /// The lines of what was written; the text of a round has one line feed.
    private static func lines(_ written: String) -> Int { written.utf8.count { $0 == UInt8(ascii: "\n") } }

    /// A handler that writes into a file.
    private static func written(
        _ name: String,
        isWhole: @escaping @Sendable (String) -> Bool,
        _ callback: @escaping @Sendable (Int32) -> Callback
    ) -> Workload {
        Workload(name, per: "token") {
            let file = try ScratchFile()
            let handle = try FileHandle(forWritingTo: file.url)
            defer { try? handle.close() }
            let descriptor = handle.fileDescriptor
            let contender = HandlerContender(name) { callback(descriptor) }
            let delivery = try await contender.deliver(load, to: 1)
            try delivery.check(load, consumers: 1, by: name)
            let written = try String(contentsOf: file.url, encoding: .utf8)
            try Incomplete.unless(isWhole(written), "\(name) has not written everything")
            return .time(delivery.elapsed, units: load.count)
        }
    }
}
