// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Counts what runs of models use, by model and in all; and stops them when a budget is used up.
///
/// ```swift
/// let counter = TokenCountingHandler(budget: .outputTokens(10_000))
/// try await model.generate("Hello", callbacks: [.counting(counter)])
/// print(counter.snapshot().total.outputTokens)
/// ```
///
/// A run is counted when it is over. Within a run the model's last word on usage counts, and usage is never added up. Runs
/// whose model says nothing are counted as such, with a token an event as an estimate. Runs of tools, chains and the like are
/// left out: what their models use is counted with these.
///
/// Registered by ``Callback/counting(_:)``, it is not called for tokens, unless there is a budget to watch over.
public final class TokenCountingHandler: CallbackHandler {
    private let budget: TokenBudget?
    private let ledger = Mutex(TokenLedger())

    /// Creates a handler.
    ///
    /// - Parameter budget: What runs may write. The first piece that exceeds it stops its run by ``RunContext/stop(reason:)``:
    ///   the run is cancelled and keeps the text so far, that piece included. Runs that start when nothing is left are
    ///   stopped before their model is asked.
    public init(budget: TokenBudget? = nil) { self.budget = budget }

    /// What the handler has to hear: what to register it for.
    public var events: EventFilter {
        let counted: EventFilter = [.retrying, .terminal]
        return budget == nil ? counted : counted.union([.started, .tokens])
    }

    /// The counts of all runs that are over, since the handler was made or reset.
    public func snapshot() -> TokenCounts { ledger.withLock { $0.counts } }

    /// Begins again with nothing counted and nothing spent.
    public func reset() { ledger.withLock { $0.reset() } }

    /// Counts an event.
    public func handle(_ event: CallbackEvent) {
        switch event.kind {
        case .token(let token):
            if let budget { watch(token, of: event.run, budget) }
        case .started:
            if let budget { admit(event.run, budget) }
        case .retrying:
            guard event.run.kind == .model else { return }
            ledger.withLock { $0.retry(event.run.id) }
        default:
            guard let result = event.result, event.run.kind == .model else { return }
            ledger.withLock { $0.end(event.run.id, result, budget) }
        }
    }

    private func watch(_ token: TokenDelta, of run: RunContext, _ budget: TokenBudget) {
        guard run.kind == .model else { return }
        let isExceeded = ledger.withLock { $0.spend(token.pieces, run.id, budget) }
        if isExceeded { run.stop(reason: budget.reason) }
    }

    private func admit(_ run: RunContext, _ budget: TokenBudget) {
        guard run.kind == .model, ledger.withLock({ $0.isExhausted(budget) }) else { return }
        run.stop(reason: budget.reason)
    }
}

extension Callback {
    /// Counts what runs of models use: see ``TokenCountingHandler``. Costs nothing a token, unless there is a budget.
    public static func counting(_ handler: TokenCountingHandler) -> Callback {
        .handler(handler, events: handler.events, runs: .kinds(.model))
    }
}
