// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What a ``Callback`` stands for: one handler with its rules, shared by all its registrations.
final class HandlerCore: Sendable {
    let label: String
    let events: EventFilter
    let runs: RunFilter
    let failure: FailurePolicy
    let deadline: Duration?
    let scope: Callback.Scope
    /// The call of a sync handler; does nothing for one behind a queue.
    let inline: InlineCall
    /// Takes tokens straight, if all that the handler does with a token is to call a closure.
    let tokenClosure: TokenClosure?
    /// The queue of an async handler; `nil` for one that is called inline.
    let queue: DeliveryQueue?
    /// What holds runs up while the handler has no room: its queue, or a buffer of its own.
    let brake: (any Brake)?
    /// Of an inline handler with a buffer: shows when that is full.
    let light: BrakeLight?
    /// What a run's caller waits for after the end, of an inline handler that writes behind.
    let settler: (any SettlingHandler)?
    /// The handler, if it keeps account of usage and is called inline.
    let accountant: (any AccountingHandler)?
    /// Why there is no handler at all.
    let openingError: (any Error)?
    private let object: ObjectIdentifier?

    init(
        label: String,
        identity: ObjectIdentifier?,
        policy: Callback.Policy,
        inline: InlineCall,
        tokenClosure: TokenClosure? = nil,
        queue: DeliveryQueue?,
        brake: (any Brake)? = nil,
        settler: (any SettlingHandler)? = nil,
        accountant: (any AccountingHandler)? = nil
    ) {
        self.label = label
        self.object = identity
        self.events = policy.events
        self.runs = policy.runs
        self.failure = policy.failure
        self.deadline = policy.deadline
        self.scope = policy.scope
        self.inline = inline
        self.tokenClosure = tokenClosure
        self.queue = queue
        self.brake = brake ?? queue
        self.light = (brake as? any InlineBrake)?.light
        self.settler = settler
        self.accountant = accountant
        self.openingError = nil
    }

    /// A handler with the rules of another one, reached in another way.
    init(
        _ core: HandlerCore,
        events: EventFilter,
        inline: InlineCall,
        queue: DeliveryQueue?,
        settler: (any SettlingHandler)?
    ) {
        label = core.label
        object = core.object
        self.events = events
        runs = core.runs
        failure = core.failure
        deadline = core.deadline
        scope = core.scope
        self.inline = inline
        tokenClosure = nil
        self.queue = queue
        brake = queue ?? core.brake
        light = core.light
        self.settler = settler
        accountant = core.accountant
        openingError = nil
    }

    init(label: String, failedToOpen error: any Error) {
        self.label = label
        self.object = nil
        self.events = []
        self.runs = .all
        self.failure = .report
        self.deadline = nil
        self.scope = .inheritable
        self.inline = .nothing
        self.tokenClosure = nil
        self.queue = nil
        self.brake = nil
        self.light = nil
        self.settler = nil
        self.accountant = nil
        self.openingError = error
    }

    /// What must be the same for two registrations to be one handler: the handler's object if it is one, else the
    /// ``Callback`` that it was given as.
    var identity: ObjectIdentifier { object ?? ObjectIdentifier(self) }
}
