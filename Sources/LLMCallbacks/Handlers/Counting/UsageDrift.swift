// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What does not fit together of a complete answer: the provider's numbers among each other, or with what was counted here.
///
/// Of a wrong vocabulary, a gateway that changes texts, or a provider that counts twice, this is the first sign.
struct UsageDrift {
    private let usage: TokenUsage
    private let model: String

    init(_ usage: TokenUsage, model: String) {
        self.usage = usage
        self.model = model
    }

    /// The provider's total and its parts differ by more than one token.
    var ofTotal: CustomEvent? {
        guard let unexplained = usage.unexplainedTokens, unexplained.magnitude > 1 else { return nil }
        return CustomEvent(
            name: "usage.unexplained",
            data: [
                "model": .string(model), "total": Self.number(usage.total), "input": Self.number(usage.input),
                "output": Self.number(usage.output), "difference": .integer(unexplained),
            ]
        )
    }

    /// The provider's output and the count differ by more than the token that ends each answer.
    ///
    /// - Parameters:
    ///   - counts: What was counted.
    ///   - hidesMore: Whether the model may have written more than was shown. Then only too little is a sign.
    func from(_ counts: LaneCounts, hidesMore: Bool) -> CustomEvent? {
        guard let output = usage.output, output.source == .reported, counts.uncounted == 0 else { return nil }
        // Where the provider tells reasoning apart, what it shows of it may be a summary: the rest is compared.
        let reported = output.tokens - min(output.tokens, usage.reasoning?.tokens ?? 0)
        let counted = counts.answer + counts.calls + (usage.reasoning == nil ? counts.reasoning : 0)
        let difference = reported - counted
        guard difference < -counts.choiceCount || difference > counts.choiceCount && !hidesMore else { return nil }
        return CustomEvent(
            name: "usage.drift",
            data: [
                "model": .string(model), "reported": .integer(reported), "counted": .integer(counted),
                "difference": .integer(difference),
            ]
        )
    }

    private static func number(_ count: TokenUsage.Count?) -> JSONValue { count.map { .integer($0.tokens) } ?? .null }
}
