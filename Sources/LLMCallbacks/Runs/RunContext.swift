// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// One run: who it is, and the handle by which anyone who hears of it may stop it.
///
/// Every event carries its run. The context is immutable but for the run's progress; keep it as long as you like.
public final class RunContext: Sendable {
    /// The run's own id.
    public let id: RunID
    /// The run in which this one was started, if any.
    public let parentID: RunID?
    /// The outermost run around this one; its own id if there is none.
    public let rootID: RunID
    /// What it is a run of.
    public let kind: RunKind
    /// The model's name, or that of the tool, chain, retriever or agent.
    public let name: String
    /// Labels, those of the runs around it first. No label twice.
    public let tags: [String]
    /// Details for handlers and records. Details of the runs around it are there too, unless named anew.
    public let metadata: [String: JSONValue]
    /// What ties runs together over time, such as a conversation; that of the run around it unless named anew.
    public let session: String?
    /// When it started. All times in its events count from here.
    public let startedAt: WallTime

    // The run's machinery; see `RunContext+Emission.swift` for who may touch what.
    let sinks: RunSinks
    let clock: RunClock
    let origin: Int64
    let grace: Duration
    let inheritance: RunInheritance
    let parent: RunContext?
    /// `RunGate`'s bits. Starts taken: the maker of the run emits its start.
    let gate = Atomic<UInt8>(RunGate.taken)
    let mailbox = Mutex(RunMailbox())
    let children = Mutex(RunChildren())
    let completion = RunCompletion()
    /// What stands between this run and handlers that are not to see everything, by stage.
    let redactors = Mutex<[ObjectIdentifier: RunRedactor]>([:])
    /// The run for which this one stands before a handler that is not to see everything about it. Written in `init` alone.
    nonisolated(unsafe) private(set) weak var original: RunContext?
    /// Whether it stands for another run. Looked at first: to ask a weak reference counts references.
    private let isStandIn: Bool
    /// Touched only by whoever holds the gate.
    nonisolated(unsafe) let emission: UnsafeMutablePointer<RunEmission>

    init(_ blueprint: RunBlueprint) {
        id = blueprint.options.id ?? RunID()
        parent = blueprint.parent
        parentID = blueprint.parent?.id
        rootID = blueprint.parent?.rootID ?? id
        kind = blueprint.traits.kind
        name = blueprint.traits.name
        tags = blueprint.traits.tags
        metadata = blueprint.traits.metadata
        session = blueprint.options.session ?? blueprint.parent?.session
        inheritance = blueprint.inheritance
        clock = blueprint.clock
        grace = blueprint.options.grace
        sinks = RunSinks(blueprint.registrations)
        startedAt = .now
        origin = clock.nanoseconds
        emission = .allocate(capacity: 1)
        isStandIn = false
        emission.initialize(to: RunEmission(keepsAnswer: blueprint.keepsAnswer, model: blueprint.traits.name))
    }

    /// A run of the past, as a record tells of it: it is over, and has no handlers.
    package init(recorded record: RecordedRunContext) {
        id = record.id
        parent = nil
        parentID = record.parentID
        rootID = record.rootID
        kind = record.kind
        name = record.name
        tags = record.tags
        metadata = record.metadata
        session = record.session
        inheritance = RunInheritance()
        clock = .system
        grace = .zero
        sinks = RunSinks([])
        startedAt = record.startedAt
        origin = 0
        emission = .allocate(capacity: 1)
        isStandIn = false
        emission.initialize(to: RunEmission(keepsAnswer: false, model: record.name))
        gate.store(RunGate.over, ordering: .releasing)
        mailbox.withLock { $0.close() }
    }

    /// A run that stands for another before a handler that is not to see everything about it: `nil` if there is nothing that it
    /// must not see. What is asked of it, the other one does.
    init?(redacting run: RunContext, _ redaction: Redaction) {
        let name = redaction.redacted(run.name)
        let tags = run.tags.map(redaction.redacted)
        let metadata = redaction.redacted(run.metadata)
        let session = run.session.map(redaction.redacted)
        if (name, tags, session) == (run.name, run.tags, run.session), metadata == run.metadata { return nil }
        id = run.id
        parent = nil
        parentID = run.parentID
        rootID = run.rootID
        kind = run.kind
        self.name = name
        self.tags = tags
        self.metadata = metadata
        self.session = session
        inheritance = RunInheritance()
        clock = run.clock
        grace = run.grace
        // Keeps the registrations that its events in queues name.
        sinks = run.sinks
        startedAt = run.startedAt
        origin = run.origin
        emission = .allocate(capacity: 1)
        isStandIn = true
        emission.initialize(to: RunEmission(keepsAnswer: false, model: name))
        gate.store(RunGate.over, ordering: .releasing)
        mailbox.withLock { $0.close() }
        original = run
    }

    deinit {
        emission.deinitialize(count: 1)
        emission.deallocate()
    }

    /// Stops the run: its handlers get `cancelled` with this reason, its model is cancelled, and nothing follows.
    ///
    /// May be called from anywhere, also from a handler, and from several at once: the first word counts. Does nothing
    /// once the run is over. Runs nested in this one are cancelled, as if their task had been. The body of a
    /// ``CallbackManager/run(_:input:kind:callbacks:options:body:)`` is not interrupted: it is thrown
    /// ``RunError`` when it emits again.
    ///
    /// - Parameter reason: Why, for handlers, records and the caller.
    public func stop(reason: String) { (original ?? self).end(.cancelled(.stopped(reason))) }

    /// Emits an event of your own, which all handlers of the run hear.
    ///
    /// May be called from anywhere. From within a handler, the event comes after the one that is being told. Does not
    /// wait, and does nothing once the run is over.
    ///
    /// - Parameters:
    ///   - name: What it is.
    ///   - data: The details.
    public func custom(_ name: String, data: JSONValue = .null) {
        (original ?? self).post(.chunk(.custom(name: name, data: data)))
    }

    /// Whether the run is over: its terminal event has been decided, though handlers may still be at work on it.
    public var isOver: Bool {
        if isStandIn { return original?.isOver ?? true }
        return gate.load(ordering: .acquiring) & RunGate.over != 0
    }
}

extension RunContext: Hashable {
    /// Whether both are the same run.
    public static func == (one: RunContext, other: RunContext) -> Bool { one === other }
    /// Feeds the id.
    public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
