// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Everything that a run is made from, put together once, when it starts: later changes of managers and scopes concern
/// later runs.
struct RunBlueprint {
    let traits: RunTraits
    let options: RunOptions
    let parent: RunContext?
    /// Every handler that was looked at, in the order in which they are called.
    let routes: [Route]
    let inheritance: RunInheritance
    let clock: RunClock
    let keepsAnswer: Bool

    init(
        _ name: String,
        kind: RunKind,
        options: RunOptions,
        manager: CallbackManager?,
        callbacks: [Callback],
        returnsAnswer: Bool
    ) {
        let surroundings = RunSurroundings.current
        // A run that is over has no more children: what its left-over tasks start stands for itself.
        let parent = surroundings.run.flatMap { $0.children.withLock { $0.reserve() } ? $0 : nil }
        self.init(
            name,
            kind: kind,
            options: options,
            manager: manager,
            callbacks: callbacks,
            surroundings: surroundings,
            parent: parent,
            returnsAnswer: returnsAnswer
        )
    }

    init(
        _ name: String,
        kind: RunKind,
        options: RunOptions,
        manager: CallbackManager?,
        callbacks: [Callback],
        surroundings: RunSurroundings,
        parent: RunContext?,
        returnsAnswer: Bool
    ) {
        let inherited = parent?.inheritance ?? RunInheritance()
        let tags = (inherited.tags + options.tags).withoutRepeats
        let metadata = inherited.metadata.merging(options.metadata) { _, new in new }
        traits = RunTraits(
            kind: kind,
            name: name,
            parentID: parent?.id,
            tags: (tags + options.localTags).withoutRepeats,
            metadata: metadata.merging(options.localMetadata) { _, new in new }
        )
        self.options = options
        self.parent = parent
        clock = manager?.clock ?? parent?.clock ?? .system
        routes = Self.routes(
            [
                (.scope, surroundings.registrations),
                (.parent, inherited.registrations),
                (.manager, manager?.registrations ?? []),
                (.call, callbacks.map(Registration.init)),
            ],
            traits
        )
        let handedDown = routes.filter { $0.reason != .inactive && $0.registration.core.scope == .inheritable }
        inheritance = RunInheritance(registrations: handedDown.map(\.registration), tags: tags, metadata: metadata)
        keepsAnswer = returnsAnswer || routes.contains { !$0.events.isDisjoint(with: .terminal) }
    }

    /// The handlers that hear the run.
    var registrations: [Registration] { routes.filter(\.isHeard).map(\.registration) }

    /// Why a handler that was to hear the run could not be opened.
    var openingError: (any Error)? { routes.lazy.compactMap(\.registration.core.openingError).first }

    /// Looks at every handler once, in order; of the same handler the first place counts.
    private static func routes(_ layers: [(Route.Origin, [Registration])], _ traits: RunTraits) -> [Route] {
        var seen: Set<ObjectIdentifier> = []
        return layers.flatMap { origin, registrations in
            registrations.map { registration in
                let core = registration.core
                let reason: Route.Reason =
                    if let error = core.openingError {
                        .failedToOpen("\(error)")
                    } else if !registration.isActive {
                        .inactive
                    } else if !core.runs(traits) {
                        .filtered(core.runs.label)
                    } else if !seen.insert(core.identity).inserted {
                        .duplicate
                    } else {
                        .heard
                    }
                return Route(origin: origin, reason: reason, registration: registration)
            }
        }
    }
}

extension [String] {
    /// The elements in order, each where it stands first.
    fileprivate var withoutRepeats: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
