// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// How many tokens a run used, and for each number who says so.
///
/// The totals include their parts: ``input`` includes what came from a cache or went to one, ``output`` includes reasoning. A
/// number that is `nil` was not told; that is not the same as 0.
///
/// A provider may say parts of this several times while it streams: see ``merge(_:)``.
public struct TokenUsage: Sendable, Hashable {
    /// All tokens of the prompt.
    public var input: Count?
    /// The part of the input that came from the provider's cache.
    public var cacheRead: Count?
    /// The part of the input that was written to the provider's cache, for however long.
    public var cacheWrite: Count?
    /// The part of ``cacheWrite`` that is kept for five minutes.
    public var cacheWrite5m: Count?
    /// The part of ``cacheWrite`` that is kept for an hour.
    public var cacheWrite1h: Count?
    /// The part of the input that is sound.
    public var audioInput: Count?
    /// The part of the input that is images.
    public var imageInput: Count?

    /// All tokens that the model wrote, for all choices together.
    public var output: Count?
    /// The part of the output that was reasoning, shown or not.
    public var reasoning: Count?
    /// The part of the output that is sound.
    public var audioOutput: Count?
    /// The part of the output that a predicted text got right.
    public var acceptedPrediction: Count?
    /// The part of the output that a predicted text got wrong: written, billed and not shown.
    public var rejectedPrediction: Count?

    /// Input and output together, as the provider said it. Nobody adds it up: it is there to check the others by.
    public var total: Count?
    /// How the request was served, in the provider's words, such as `priority`, `flex` or `batch`: prices depend on it.
    public var serviceTier: String?

    /// Creates a record of nothing.
    public init() {}

    /// Creates a record of what everybody tells.
    public init(
        inputTokens: Int?,
        outputTokens: Int?,
        cachedInputTokens: Int? = nil,
        reasoningTokens: Int? = nil,
        source: Source = .reported
    ) {
        input = inputTokens.map { Count($0, source) }
        output = outputTokens.map { Count($0, source) }
        cacheRead = cachedInputTokens.map { Count($0, source) }
        reasoning = reasoningTokens.map { Count($0, source) }
    }
}

extension TokenUsage {
    /// Tokens of the prompt, whoever says so.
    public var inputTokens: Int? { input?.tokens }
    /// Tokens that the model wrote, whoever says so.
    public var outputTokens: Int? { output?.tokens }
    /// The part of the input that came from the provider's cache, whoever says so.
    public var cachedInputTokens: Int? { cacheRead?.tokens }
    /// The part of the output that was reasoning, whoever says so.
    public var reasoningTokens: Int? { reasoning?.tokens }

    /// The weaker of the sources of input and output: what may be said of both. `estimated` if neither is known.
    public var source: Source {
        switch (input?.source, output?.source) {
        case (let one?, let other?): one.isWeaker(than: other) ? one : other
        case (let one?, nil), (nil, let one?): one
        case (nil, nil): .estimated
        }
    }

    /// The same numbers, all from one source.
    public func told(by source: Source) -> TokenUsage {
        var usage = self
        usage.updateCounts { $0?.source = source }
        return usage
    }

    /// Changes every number.
    mutating func updateCounts(_ change: (inout Count?) -> Void) {
        for number in Self.numbers { change(&self[keyPath: number]) }
    }

    /// Every number.
    static var numbers: [WritableKeyPath<TokenUsage, Count?>] {
        [
            \.input, \.cacheRead, \.cacheWrite, \.cacheWrite5m, \.cacheWrite1h, \.audioInput, \.imageInput,
            \.output, \.reasoning, \.audioOutput, \.acceptedPrediction, \.rejectedPrediction, \.total,
        ]
    }
}
