// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What a ``TokenCountingHandler`` knows of one run that is under way. Its memory has a bound, however long the answer.
struct RunCount {
    /// What is counted with.
    struct Tools: Sendable {
        var tokenizers: (any TokenCounterProvider)?
        var prices: (any PriceProvider)?
        var lanes = LaneFilter.all
    }

    private(set) weak var run: RunContext?
    let session: String?
    var retries = 0
    /// What the run takes from each budget so far.
    var spent: [Int64]
    /// What the provider said so far.
    private(set) var told: TokenUsage?
    private let tools: Tools
    private let name: String
    private let startedAt: WallTime
    private let hidesReasoning: Bool
    private var lanes: LaneCounts?
    private var chunks = 0
    private var request: ModelRequest?
    private var prompt: TokenUsage.Count?
    private var quote: PriceQuote?
    private var quotedTier: String?

    init(_ run: RunContext, _ tools: Tools, budgetCount: Int) {
        self.run = run
        self.tools = tools
        session = run.session
        name = run.name
        startedAt = run.startedAt
        spent = [Int64](repeating: 0, count: budgetCount)
        hidesReasoning = HiddenReasoning.isLikely(inModel: run.name)
        lanes = tools.tokenizers?.counter(forModel: run.name).map { LaneCounts($0, lanes: tools.lanes) }
        quote = tools.prices?.quote(forModel: run.name, at: run.startedAt, serviceTier: nil)
    }

    /// The run has begun, with a prompt that was counted.
    mutating func start(_ prompt: CountedPrompt?) {
        request = prompt?.request
        self.prompt = prompt?.tokens
    }

    /// A piece of the answer.
    mutating func append(_ token: TokenDelta) {
        if tools.lanes.contains(token.lane) { chunks += token.pieces }
        lanes?.append(token)
    }

    /// A lane was replaced.
    mutating func replace(_ token: TokenDelta) { lanes?.replace(token) }

    /// The provider said something.
    mutating func account(_ usage: TokenUsage) {
        told = usage
        guard let tier = usage.serviceTier, tier != quotedTier else { return }
        quotedTier = tier
        quote = tools.prices?.quote(forModel: name, at: startedAt, serviceTier: tier)
    }

    /// Whether the model has a price.
    var isPriced: Bool { quote != nil }

    /// What was counted here, without a guess.
    var counted: TokenUsage {
        var usage = TokenUsage()
        usage.input = prompt
        guard let lanes else { return usage }
        let isLess = hidesMore || tools.lanes != .all
        let source: TokenUsage.Source = lanes.uncounted > 0 ? .estimated : isLess ? .lowerBound : .counted
        usage.output = TokenUsage.Count(lanes.total, source)
        if lanes.reasoning > 0 { usage.reasoning = TokenUsage.Count(lanes.reasoning, source) }
        return usage
    }

    /// The best that is known now: what the provider said, what was counted, and where neither is there a token a piece.
    var usage: TokenUsage { completed(told, chunks: chunks) }

    /// What a record of the provider's lacks, put in.
    func completed(_ said: TokenUsage?, chunks: Int) -> TokenUsage {
        var usage = said ?? TokenUsage()
        usage.complete(with: counted)
        if usage.output == nil { usage.output = TokenUsage.Count(chunks, .estimated) }
        return usage
    }

    /// Tokens of the lanes that are wanted, so far.
    var outputTokens: Int {
        let local = lanes?.total ?? chunks
        return tools.lanes == .all ? max(local, told?.output?.tokens ?? 0) : local
    }

    /// Token events of the lanes that are wanted, so far.
    var chunkCount: Int { chunks }

    /// What it costs so far; `nil` if the model has no price.
    var cost: Cost? { quote.flatMap { usage.cost(at: $0) } }

    /// What a run that is over has cost, by the model that answered.
    func cost(of usage: TokenUsage, answeredBy model: String) -> Cost? {
        guard let prices = tools.prices else { return nil }
        let quote = [model, name].lazy.compactMap {
            prices.quote(forModel: $0, at: startedAt, serviceTier: usage.serviceTier)
        }.first
        return quote.flatMap { usage.cost(at: $0) }
    }

    /// The prompt with what the provider counted for it; `nil` if it did not, or nobody counts prompts.
    func reportedPrompt(_ closing: RunClosing) -> CountedPrompt? {
        guard let request, let input = closing.usage?.input, input.source == .reported else { return nil }
        return CountedPrompt(request: request, tokens: input)
    }

    /// The run is about to be over: completes its usage, and compares.
    func close(_ closing: inout RunClosing) {
        if case .ended = closing.outcome, let usage = closing.usage {
            let drift = UsageDrift(usage, model: closing.model)
            if let event = drift.ofTotal { closing.events.append(event) }
            if tools.lanes == .all, let lanes, let event = drift.from(lanes, hidesMore: hidesMore) {
                closing.events.append(event)
            }
        }
        let counted = counted
        guard counted != TokenUsage() else { return }
        var usage = closing.usage ?? TokenUsage()
        usage.complete(with: wasRefused(closing) ? Self.nothing : counted)
        closing.usage = usage
    }

    private static let nothing = TokenUsage(inputTokens: 0, outputTokens: 0, source: .counted)

    /// Whether the model never came to read the prompt.
    private func wasRefused(_ closing: RunClosing) -> Bool {
        guard closing.tokenCount == 0, let error = closing.error as? ModelError else { return false }
        return error.isRefusal
    }

    /// Whether the model may have written more than was shown: reasoning, or what wraps a call.
    private var hidesMore: Bool { hidesReasoning || lanes?.hasCalls == true }
}
