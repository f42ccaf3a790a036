// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks

/// A run whose consumers are handlers of your own: what ``CostTable/measure(_:consumers:turns:tokens:progress:makeCallback:)``
/// times.
///
/// The time goes on until the run has returned: then every handler is through with it, also one behind a queue. What a handler
/// makes of its tokens cannot be seen from outside. So the run is checked: its answer must be whole, and no handler may have
/// failed.
public struct HandlerContender: Contender {
    /// The name in tables.
    public let name: String
    private let makeCallback: @Sendable () throws -> Callback

    /// Creates the contender.
    ///
    /// - Parameters:
    ///   - name: A name for tables.
    ///   - makeCallback: Makes one handler, registered as it will be. Called once a turn and consumer, outside of the time.
    public init(_ name: String, makeCallback: @escaping @Sendable () throws -> Callback) {
        self.name = name
        self.makeCallback = makeCallback
    }

    /// Delivers every token to every consumer.
    ///
    /// - Throws: ``HandlerMisconduct`` if a handler failed; what `makeCallback` throws.
    public func deliver(_ load: TokenLoad, to consumers: Int) async throws -> Delivery {
        let manager = CallbackManager(try (0..<consumers).map { _ in try makeCallback() })
        var began = ContinuousClock.now
        let result = try await manager.run("benchmark", input: "") { run in
            began = .now
            try await run.send(load)
        }
        let elapsed = began.duration(to: .now)
        if let failure = result.handlerFailures.first { throw HandlerMisconduct(contender: name, failure: failure) }
        let isWhole = result.tokenCount == load.count && result.text.utf8.count == load.tally.bytes
        let tally = isWhole ? load.tally : TokenTally()
        return Delivery(elapsed: elapsed, tallies: Array(repeating: tally, count: consumers))
    }
}
