// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What a ``TokenCountingHandler`` knows. Pure: the handler asks under its lock, and acts outside it.
struct TokenLedger {
    private(set) var counts = TokenCounts()
    private var book: BudgetBook
    private let tools: RunCount.Tools
    /// Runs under way.
    private var live: [RunID: RunCount] = [:]
    /// How many runs there may be before it is looked for those that are gone: their handler was removed before their end.
    private var maxLive = 64

    init(_ tools: RunCount.Tools, budgets: [TokenBudget]) {
        self.tools = tools
        book = BudgetBook(budgets)
    }

    /// The best that is known of a run under way.
    func usage(of run: RunID) -> TokenUsage? { live[run]?.usage }

    /// What a run under way costs so far.
    func cost(of run: RunID) -> Cost? { live[run]?.cost }

    /// Notes the start of a run. Returns why it has to stop, if it has to.
    mutating func start(_ run: RunContext, _ prompt: CountedPrompt?) -> String? {
        var count = RunCount(run, tools, budgetCount: book.budgets.count)
        count.start(prompt)
        let refusal = book.refusal(of: count, model: run.name)
        let excess = book.update(&count)
        live[run.id] = count
        forgetLost()
        return refusal ?? excess
    }

    /// Notes something about a run under way. Returns why it has to stop, if it has to.
    mutating func update(_ run: RunContext, _ change: (inout RunCount) -> Void) -> String? {
        if let place = live.index(forKey: run.id) {
            change(&live.values[place])
            return book.update(&live.values[place])
        }
        // Its start was not heard: the registration leaves starts out.
        var count = RunCount(run, tools, budgetCount: book.budgets.count)
        change(&count)
        let reason = book.update(&count)
        live[run.id] = count
        return reason
    }

    /// Closes the books of a run. Returns its prompt if the provider counted it.
    mutating func close(_ closing: inout RunClosing) -> CountedPrompt? {
        let prompt = live[closing.run.id]?.reportedPrompt(closing)
        live[closing.run.id]?.close(&closing)
        return prompt
    }

    /// Notes the end of a run.
    mutating func end(_ run: RunContext, _ result: RunResult) {
        var count = live.removeValue(forKey: run.id) ?? RunCount(run, tools, budgetCount: book.budgets.count)
        let usage = count.completed(result.usage, chunks: result.tokenCount)
        let cost = count.cost(of: usage, answeredBy: result.model)
        counts.add(
            TokenCounts.Call(
                result: result,
                usage: usage,
                cost: cost,
                hasPrices: tools.prices != nil,
                isTold: count.told != nil || usage.input?.source == .reported || usage.output?.source == .reported,
                retries: count.retries
            )
        )
        book.settle(&count, book.budgets.map { $0.amount(of: usage, chunks: result.tokenCount, cost: cost) })
    }

    /// Begins again. Runs under way count in full once more is heard of them.
    mutating func reset() {
        counts = TokenCounts()
        book.reset()
        for run in live.keys { live[run]?.spent = book.budgets.map { _ in 0 } }
    }

    private mutating func forgetLost() {
        guard live.count > maxLive else { return }
        live = live.filter { $0.value.run != nil }
        maxLive = max(64, 2 * live.count)
    }
}
