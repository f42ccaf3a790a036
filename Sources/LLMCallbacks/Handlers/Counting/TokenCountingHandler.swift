// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Counts what runs of models use, in tokens and in money, by model and in all; and stops them when a budget is used up.
///
/// ```swift
/// let counter = TokenCountingHandler(budget: .outputTokens(10_000))
/// try await model.generate("Hello", callbacks: [.counting(counter)])
/// print(counter.snapshot().total.outputTokens)
/// ```
///
/// What the provider says counts first. Where it says nothing, as of a run that was stopped, the text is counted here if
/// there is a tokenizer for the model: exactly, after every piece. Such counts go into ``RunResult/usage`` too, each with its
/// source, for all handlers and the caller. Where neither is known, a run is counted with a token an event as an estimate.
///
/// At the end of a complete answer the provider's numbers and the count are compared. Where they differ by more than the token
/// that ends an answer, all handlers of the run hear a custom event before its end: `usage.drift`, or `usage.unexplained`
/// where the provider's own numbers do not add up.
///
/// Runs of tools, chains and the like are left out: what their models use is counted with these. Registered by
/// ``Callback/counting(_:)``, it is not called for tokens unless there is a tokenizer or a budget.
public final class TokenCountingHandler: AccountingHandler {
    /// What the handler has to hear: what to register it for.
    public let events: EventFilter
    private let prompts: (any PromptTokenCounter)?
    private let ledger: Mutex<TokenLedger>

    /// Creates a handler.
    ///
    /// - Parameters:
    ///   - budgets: What runs may use. The first piece that exceeds one stops its run by ``RunContext/stop(reason:)``:
    ///     the run is cancelled and keeps the text so far, that piece included. Runs that start when nothing is left are
    ///     stopped before their model is asked.
    ///   - tokenizers: What counts the text of answers; `nil` to count only what providers say.
    ///   - prompts: What counts prompts; the tokenizers, if they can, unless another is given.
    ///   - prices: What tokens cost; `nil` to count no money.
    ///   - lanes: Which parts of answers are counted here. Providers count everything.
    public init(
        budgets: [TokenBudget] = [],
        tokenizers: (any TokenCounterProvider)? = nil,
        prompts: (any PromptTokenCounter)? = nil,
        prices: (any PriceProvider)? = nil,
        lanes: LaneFilter = .all
    ) {
        let prompts = prompts ?? tokenizers as? any PromptTokenCounter
        let needsTokens = !budgets.isEmpty || tokenizers != nil
        let counted: EventFilter = prompts == nil ? [.retrying, .terminal] : [.started, .retrying, .terminal]
        events = needsTokens ? counted.union([.started, .tokens, .replaced]) : counted
        self.prompts = prompts
        let tools = RunCount.Tools(tokenizers: tokenizers, prices: prices, lanes: lanes)
        ledger = Mutex(TokenLedger(tools, budgets: budgets))
    }

    /// Creates a handler with one budget: see ``init(budgets:tokenizers:prompts:prices:lanes:)``.
    public convenience init(
        budget: TokenBudget,
        tokenizers: (any TokenCounterProvider)? = nil,
        prompts: (any PromptTokenCounter)? = nil,
        prices: (any PriceProvider)? = nil,
        lanes: LaneFilter = .all
    ) {
        self.init(budgets: [budget], tokenizers: tokenizers, prompts: prompts, prices: prices, lanes: lanes)
    }

    /// The counts of all runs that are over, since the handler was made or reset.
    public func snapshot() -> TokenCounts { ledger.withLock { $0.counts } }

    /// What a run that is under way has used so far, as of the last piece; `nil` if there is no such run.
    public func usage(of run: RunContext) -> TokenUsage? { ledger.withLock { $0.usage(of: run.id) } }

    /// What a run that is under way costs so far, as of the last piece; `nil` if its model has no price.
    public func cost(of run: RunContext) -> Cost? { ledger.withLock { $0.cost(of: run.id) } }

    /// Begins again with nothing counted and nothing spent. Runs under way count in full.
    public func reset() { ledger.withLock { $0.reset() } }

    /// Counts an event.
    public func handle(_ event: CallbackEvent) {
        let run = event.run
        guard run.kind == .model else { return }
        switch event.kind {
        case .token(let token): stop(run, if: ledger.withLock { $0.update(run) { $0.append(token) } })
        case .replaced(let token): stop(run, if: ledger.withLock { $0.update(run) { $0.replace(token) } })
        case .started(let start):
            // A prompt may be long: it is counted before anybody waits for the lock.
            let prompt = count(start.input, of: run)
            stop(run, if: ledger.withLock { $0.start(run, prompt) })
        case .retrying: _ = ledger.withLock { $0.update(run) { $0.retries += 1 } }
        default:
            guard let result = event.result else { return }
            ledger.withLock { $0.end(run, result) }
        }
    }

    /// Takes in what the provider says of usage while a run is under way.
    public func account(_ usage: TokenUsage, of run: RunContext) {
        guard run.kind == .model else { return }
        stop(run, if: ledger.withLock { $0.update(run) { $0.account(usage) } })
    }

    /// Completes the usage of a run that is about to be over, and compares what was said with what was counted.
    public func close(_ closing: inout RunClosing) {
        guard closing.run.kind == .model else { return }
        var open = closing
        let reported = ledger.withLock { $0.close(&open) }
        closing = open
        if let reported, let tokens = reported.tokens?.tokens {
            prompts?.note(reported: tokens, of: reported.request, forModel: closing.run.name)
        }
    }

    private func count(_ input: RunInput, of run: RunContext) -> CountedPrompt? {
        guard let prompts, case .request(let request) = input else { return nil }
        return CountedPrompt(request: request, tokens: prompts.promptTokens(of: request, forModel: run.name))
    }

    private func stop(_ run: RunContext, if reason: String?) {
        if let reason { run.stop(reason: reason) }
    }
}

extension Callback {
    /// Counts what runs of models use: see ``TokenCountingHandler``.
    public static func counting(_ handler: TokenCountingHandler) -> Callback {
        .handler(handler, events: handler.events, runs: .kinds(.model))
    }
}
