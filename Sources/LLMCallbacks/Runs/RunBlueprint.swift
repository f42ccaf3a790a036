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
    /// The handlers that hear the run.
    let registrations: [Registration]
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
        let tags = inherited.tags.adding(options.tags)
        let metadata = inherited.metadata.replacing(options.metadata)
        traits = RunTraits(
            kind: kind,
            name: name,
            parentID: parent?.id,
            tags: tags.adding(options.localTags),
            metadata: metadata.replacing(options.localMetadata)
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
        registrations = routes.filter(\.isHeard).map(\.registration)
        let handedDown = routes.filter { $0.reason != .inactive && $0.registration.core.scope == .inheritable }
        inheritance = RunInheritance(registrations: handedDown.map(\.registration), tags: tags, metadata: metadata)
        keepsAnswer = returnsAnswer || registrations.contains { !$0.core.events.isDisjoint(with: .terminal) }
    }

    /// Why a handler that was to hear the run could not be opened.
    var openingError: (any Error)? { routes.lazy.compactMap(\.registration.core.openingError).first }

    /// Looks at every handler once, in order; of the same handler the first place counts.
    private static func routes(_ layers: [(Route.Origin, [Registration])], _ traits: RunTraits) -> [Route] {
        var routes: [Route] = []
        routes.reserveCapacity(layers.reduce(0) { $0 + $1.1.count })
        var seen: Set<ObjectIdentifier> = []
        for (origin, registrations) in layers {
            for registration in registrations {
                let found = reason(for: registration, traits, &seen)
                routes.append(Route(origin: origin, reason: found, registration: registration))
            }
        }
        return routes
    }

    private static func reason(
        for registration: Registration,
        _ traits: RunTraits,
        _ seen: inout Set<ObjectIdentifier>
    ) -> Route.Reason {
        let core = registration.core
        if let error = core.openingError { return .failedToOpen("\(error)") }
        if !registration.isActive { return .inactive }
        if !core.runs(traits) { return .filtered(core.runs.label) }
        return seen.insert(core.identity).inserted ? .heard : .duplicate
    }
}

extension [String] {
    /// These and the others, each where it stands first.
    fileprivate func adding(_ others: [String]) -> [String] {
        guard !others.isEmpty else { return self }
        var seen: Set<String> = []
        return (self + others).filter { seen.insert($0).inserted }
    }
}

extension [String: JSONValue] {
    /// These and the others, which stand for those of the same name.
    fileprivate func replacing(_ others: [String: JSONValue]) -> [String: JSONValue] {
        if others.isEmpty { return self }
        return isEmpty ? others : merging(others) { _, new in new }
    }
}
