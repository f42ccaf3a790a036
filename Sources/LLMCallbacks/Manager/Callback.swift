// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// One handler, ready to be registered: what hears, what it wants to hear, and what happens when it is slow or fails.
///
/// Handlers go into lists of these, so that built-in ones can be written with a leading dot:
///
/// ```swift
/// let reply = try await model.generate("Hello", callbacks: [.standardOutput, .handler(MyHandler())])
/// ```
///
/// A `Callback` used in several places is one handler: of each event it hears at most once.
public struct Callback: Sendable {
    let core: HandlerCore

    /// The name under which faults are reported and routes described.
    public var label: String { core.label }
    /// What it wants to hear.
    public var events: EventFilter { core.events }
}

extension Callback {
    /// A sync handler, called in the emitting task before the consumer sees the token.
    ///
    /// - Parameters:
    ///   - handler: What hears.
    ///   - events: Which events it wants. Leave ``EventFilter/tokenTimes`` out if it does not look at times.
    ///   - runs: Which runs it wants.
    ///   - failure: What follows when it throws.
    ///   - deadline: How long a call may take before it counts as a fault. A call cannot be interrupted: a late one counts once
    ///     it has returned.
    ///   - scope: Whether nested runs are heard too.
    ///   - label: A name for reports; the handler's type if there is none.
    @inlinable
    public static func handler<Handler: CallbackHandler>(
        _ handler: Handler,
        events: EventFilter = .all,
        runs: RunFilter = .all,
        failure: FailurePolicy = .report,
        deadline: Duration? = nil,
        scope: Scope = .inheritable,
        label: String? = nil
    ) -> Callback {
        Callback(
            inline: .calling(handler),
            tokenClosure: (handler as? ClosureHandler)?.tokenClosure,
            handler: handler,
            identity: identity(of: handler),
            policy: Policy(wanted(events, by: handler), runs: runs, failure: failure, deadline: deadline, scope: scope),
            label: label ?? "\(Handler.self)"
        )
    }

    /// An async handler, behind a bounded queue of its own: it hears in order, one event at a time, and holds nobody up
    /// until its queue is full.
    ///
    /// - Parameters:
    ///   - handler: What hears.
    ///   - events: Which events it wants.
    ///   - runs: Which runs it wants.
    ///   - overflow: What happens when the queue is full.
    ///   - limit: The most events that wait, besides those that the handler is being given; at least 1.
    ///   - failure: What follows when it throws or misses the deadline.
    ///   - deadline: How long one call may take. Then the call is cancelled and counts as a fault; until it returns, no run
    ///     waits for this handler, and what does not fit into its queue is dropped and counted.
    ///   - scope: Whether nested runs are heard too.
    ///   - label: A name for reports; the handler's type if there is none.
    @inlinable
    public static func handler<Handler: AsyncCallbackHandler>(
        _ handler: Handler,
        events: EventFilter = .all,
        runs: RunFilter = .all,
        overflow: OverflowPolicy = .suspend,
        limit: Int = 1024,
        failure: FailurePolicy = .report,
        deadline: Duration? = nil,
        scope: Scope = .inheritable,
        label: String? = nil
    ) -> Callback {
        Callback(
            receiver: .calling(handler),
            queue: QueuePolicy(overflow: overflow, limit: limit),
            identity: identity(of: handler),
            policy: Policy(wanted(events, by: handler), runs: runs, failure: failure, deadline: deadline, scope: scope),
            label: label ?? "\(Handler.self)"
        )
    }

    /// A handler that takes all that waits in its queue with one call, as a database does with one transaction.
    ///
    /// - Parameters:
    ///   - handler: What hears.
    ///   - events: Which events it wants.
    ///   - runs: Which runs it wants.
    ///   - overflow: What happens when the queue is full.
    ///   - limit: The most events that wait, and so about the most in one batch; at least 1.
    ///   - interval: The least time between the beginnings of two calls; terminal events do not wait for it.
    ///   - failure: What follows when it throws or misses the deadline.
    ///   - deadline: How long one call may take; see the handler that takes single events.
    ///   - scope: Whether nested runs are heard too.
    ///   - label: A name for reports; the handler's type if there is none.
    @inlinable
    public static func handler<Handler: BatchCallbackHandler>(
        _ handler: Handler,
        events: EventFilter = .all,
        runs: RunFilter = .all,
        overflow: OverflowPolicy = .suspend,
        limit: Int = 1024,
        interval: Duration? = nil,
        failure: FailurePolicy = .report,
        deadline: Duration? = nil,
        scope: Scope = .inheritable,
        label: String? = nil
    ) -> Callback {
        Callback(
            receiver: .batch { events in try await handler.handle(events) },
            queue: QueuePolicy(overflow: overflow, limit: limit, interval: interval),
            identity: identity(of: handler),
            policy: Policy(events, runs: runs, failure: failure, deadline: deadline, scope: scope),
            label: label ?? "\(Handler.self)"
        )
    }

    /// A sync handler behind a queue, for one that is too slow to be called in the emitting task.
    ///
    /// The parameters are those of ``handler(_:events:runs:overflow:limit:failure:deadline:scope:label:)``.
    @inlinable
    public static func queued<Handler: CallbackHandler>(
        _ handler: Handler,
        events: EventFilter = .all,
        runs: RunFilter = .all,
        overflow: OverflowPolicy = .suspend,
        limit: Int = 1024,
        failure: FailurePolicy = .report,
        deadline: Duration? = nil,
        scope: Scope = .inheritable,
        label: String? = nil
    ) -> Callback {
        Callback(
            receiver: .calling(handler),
            queue: QueuePolicy(overflow: overflow, limit: limit),
            identity: identity(of: handler),
            policy: Policy(wanted(events, by: handler), runs: runs, failure: failure, deadline: deadline, scope: scope),
            label: label ?? "\(Handler.self)"
        )
    }

    /// A handler that must be opened first, such as a file. If that throws, every run that it is given to starts and fails
    /// with that error, before the model is asked; nothing traps and nothing is silently not recorded.
    ///
    /// - Parameters:
    ///   - label: A name for reports.
    ///   - open: Makes the handler. Called once, now.
    public static func opening(_ label: String, _ open: () throws -> Callback) -> Callback {
        do {
            return try open()
        } catch {
            return Callback(core: HandlerCore(label: label, failedToOpen: error))
        }
    }

    /// Whether a handler that was given to a manager or a call hears nested runs, too. In ``withCallbacks(_:operation:)`` it
    /// makes no difference: every run inside the scope is heard.
    @nonexhaustive
    public enum Scope: Sendable, Hashable {
        /// The runs of the manager or the call, and the runs nested in them.
        case inheritable
        /// Only the runs that the manager starts itself, or the one of the call.
        case local
    }
}

extension Callback {
    /// The registration's rules, apart from the queue.
    @usableFromInline
    struct Policy: Sendable {
        let events: EventFilter
        let runs: RunFilter
        let failure: FailurePolicy
        let deadline: Duration?
        let scope: Scope

        @usableFromInline
        init(
            _ events: EventFilter,
            runs: RunFilter,
            failure: FailurePolicy,
            deadline: Duration?,
            scope: Scope
        ) {
            self.events = events
            self.runs = runs
            self.failure = failure
            self.deadline = deadline
            self.scope = scope
        }
    }

    @usableFromInline
    init(
        inline: InlineCall,
        tokenClosure: TokenClosure? = nil,
        handler: (any Sendable)? = nil,
        identity: ObjectIdentifier?,
        policy: Policy,
        label: String
    ) {
        let brake = handler as? any Brake
        let settler = handler as? any SettlingHandler
        let accountant = handler as? any AccountingHandler
        core = HandlerCore(
            label: label,
            identity: identity,
            policy: policy,
            inline: policy.deadline.map(inline.timed) ?? inline,
            tokenClosure: policy.deadline == nil ? tokenClosure : nil,
            queue: nil,
            brake: brake,
            settler: settler,
            accountant: accountant
        )
    }

    @usableFromInline
    init(
        receiver: DeliveryReceiver,
        queue: QueuePolicy,
        identity: ObjectIdentifier?,
        policy: Policy,
        label: String
    ) {
        core = HandlerCore(
            label: label,
            identity: identity,
            policy: policy,
            inline: .nothing,
            queue: DeliveryQueue(receiver: receiver, policy: queue, deadline: policy.deadline)
        )
    }

    /// Some events, without tokens and their times where a handler made of closures has no closure that could tell.
    @inlinable
    static func wanted<Handler>(_ events: EventFilter, by handler: Handler) -> EventFilter {
        let tokens: EventFilter = [.tokens, .tokenTimes]
        if let closures = handler as? ClosureHandler { return events.subtracting(tokens.subtracting(closures.events)) }
        if let closures = handler as? AsyncClosureHandler {
            return events.subtracting(tokens.subtracting(closures.events))
        }
        return events
    }

    /// The identity of a handler that is an object: added twice, it still hears once.
    @usableFromInline
    static func identity<Handler>(of handler: Handler) -> ObjectIdentifier? {
        Handler.self is AnyObject.Type ? ObjectIdentifier(handler as AnyObject) : nil
    }
}
