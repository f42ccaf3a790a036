// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What a provider says in pieces, in several places and more than once, becomes one record. The run does this with all that
/// its model sends; a model only says for each number whether it is the last word.
extension TokenUsage {
    /// Takes in what was said next. Numbers are of the whole answer so far, so they replace each other and are never added.
    ///
    /// - A number that is not told leaves what there was: the split of cache writes that Anthropic tells only at the start.
    /// - Of numbers with the same standing the larger one counts: input grows while a server runs its tools.
    /// - The last word (``Source/reported``) replaces a running one, also if it is less; and either replaces what was counted here.
    /// - A 0 never overwrites a number, and a running 0 says nothing: servers send it while they have not counted yet. A 0 as
    ///   the last word stays 0.
    /// - Where the provider's total shows that its output leaves reasoning out, that is put in.
    public mutating func merge(_ newer: TokenUsage) {
        var newer = newer
        newer.includeReasoningIfTotalSaysSo()
        input.merge(newer.input)
        cacheRead.merge(newer.cacheRead)
        cacheWrite.merge(newer.cacheWrite)
        cacheWrite5m.merge(newer.cacheWrite5m)
        cacheWrite1h.merge(newer.cacheWrite1h)
        audioInput.merge(newer.audioInput)
        imageInput.merge(newer.imageInput)
        output.merge(newer.output)
        reasoning.merge(newer.reasoning)
        audioOutput.merge(newer.audioOutput)
        acceptedPrediction.merge(newer.acceptedPrediction)
        rejectedPrediction.merge(newer.rejectedPrediction)
        total.merge(newer.total)
        serviceTier = newer.serviceTier ?? serviceTier
    }

    /// The stream is complete: what was running is the last word.
    public mutating func settle() {
        updateCounts { if $0?.source == .running { $0?.source = .reported } }
    }

    /// Fills in what the provider did not say with what was counted here; and where it said less than was counted, of a
    /// stream that was cut before its last word, the count stands.
    public mutating func complete(with local: TokenUsage) {
        input.complete(with: local.input)
        reasoning.complete(with: local.reasoning)
        output.complete(with: local.output)
    }
}

extension TokenUsage.Count? {
    fileprivate mutating func merge(_ newer: TokenUsage.Count?) {
        guard let newer, !(newer.source == .running && newer.tokens == 0) else { return }
        guard let old = self else {
            self = newer
            return
        }
        let replaces =
            newer.source.standing > old.source.standing
            ? newer.tokens > 0 || old.tokens == 0 || !old.source.isProviders
            : newer.tokens > old.tokens && (newer.source.isProviders || !old.source.isProviders)
        if replaces { self = newer }
    }

    fileprivate mutating func complete(with local: TokenUsage.Count?) {
        guard let local else { return }
        guard let told = self else {
            self = local
            return
        }
        if told.source == .running, local.tokens > told.tokens { self = local }
    }
}

extension TokenUsage.Source {
    /// Whether the provider said it.
    fileprivate var isProviders: Bool { summary == .reported }

    /// Whose word replaces whose.
    fileprivate var standing: Int {
        switch self {
        case .reported: 2
        case .running: 1
        case .counted, .lowerBound, .estimated: 0
        }
    }
}
