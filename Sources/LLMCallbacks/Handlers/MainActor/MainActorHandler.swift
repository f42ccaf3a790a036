// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Takes what came since its last turn to the main actor, with one hop for all of it.
struct MainActorHandler: BatchCallbackHandler {
    let lanes: LaneFilter
    let update: @MainActor @Sendable (TokenDelta) -> Void
    let replace: (@MainActor @Sendable (TokenDelta) -> Void)?
    let end: (@MainActor @Sendable (RunResult) -> Void)?

    /// What has to be registered for.
    var events: EventFilter {
        var events: EventFilter = .tokens
        if replace != nil { events.insert(.replaced) }
        if end != nil { events.formUnion(.terminal) }
        return events
    }

    func handle(_ events: [CallbackEvent]) async {
        var digest = TokenDigest(lanes: lanes)
        for event in events { digest.add(event) }
        guard !digest.items.isEmpty else { return }
        await perform(digest.items)
    }

    @MainActor
    private func perform(_ items: [TokenDigest.Item]) {
        for item in items {
            switch item {
            case .update(let token): update(token)
            case .replace(let token): replace?(token)
            case .end(let result): end?(result)
            }
        }
    }
}
