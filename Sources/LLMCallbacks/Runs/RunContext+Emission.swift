// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Events, from the model to the handlers. What does not say otherwise is called by the owner of the gate alone.
extension RunContext {
    /// What became of a piece.
    @usableFromInline
    enum Emitted {
        /// Every inline handler has heard it, every queue has it.
        case sent
        /// As `sent`, and a queue is full: wait for room before the next.
        case congested
        /// Somebody else is emitting, the run is over, or it is no token.
        case refused
    }

    /// Emits a token, if nobody else is emitting: the path that nearly every token takes. May be called by anybody.
    ///
    /// Takes the parts of a token and not the whole, and is never inlined: so the text stays a borrowed parameter.
    @usableFromInline
    @inline(never)
    func emit(_ text: String, _ lane: TokenDelta.Lane, _ choice: Int) -> Emitted {
        guard enter() else { return .refused }
        noteToken()
        if emission.pointee.keepsAnswer { emission.pointee.answer.append(text, lane, choice) }
        if sinks.events.contains(.tokens) {
            let place = emission.pointee.place
            place.initialize(
                to: EventView(
                    CallbackEvent(
                        run: uncounted,
                        sequence: emission.pointee.sequence,
                        nanoseconds: emission.pointee.time,
                        kind: .token(TokenDelta(text.uncounted, lane: lane, choice: choice))
                    )
                )
            )
            tell(place)
        }
        let isCongested = emission.pointee.isCongested
        leave()
        return isCongested ? .congested : .sent
    }

    /// Emits a piece that is a token, if nobody else is emitting. May be called by anybody.
    @usableFromInline
    func emit(_ chunk: ModelChunk) -> Emitted {
        guard case .token(let token) = chunk else { return .refused }
        return token.namesCall ? emit(token) : emit(token.text, token.lane, token.choice)
    }

    /// As above, for the pieces of tool calls.
    @inline(never)
    private func emit(_ token: TokenDelta) -> Emitted {
        guard enter() else { return .refused }
        emitOwned(token)
        let isCongested = emission.pointee.isCongested
        leave()
        return isCongested ? .congested : .sent
    }

    private func emitOwned(_ token: TokenDelta) {
        noteToken()
        if emission.pointee.keepsAnswer { emission.pointee.answer.append(token) }
        guard sinks.events.contains(.tokens) else { return }
        let event = CallbackEvent(
            run: self,
            sequence: emission.pointee.sequence,
            nanoseconds: emission.pointee.time,
            kind: .token(token)
        )
        withUnsafePointer(to: EventView(event)) { tell($0) }
    }

    /// Tells the handlers a token.
    @inline(__always)
    private func tell(_ view: UnsafePointer<EventView>) {
        sinks.callInline(view)
        if sinks.mayCongest { emission.pointee.isCongested = sinks.enqueue(view) }
    }

    /// Numbers a token, and notes when it came.
    @inline(__always)
    private func noteToken() {
        emission.pointee.sequence &+= 1
        emission.pointee.tokenCount &+= 1
        if emission.pointee.firstToken < 0 || sinks.events.contains(.tokenTimes) { noteTokenTime() }
    }

    /// Emits anything that a model says.
    func emitOwned(_ chunk: ModelChunk) {
        guard emission.pointee.ending == nil else { return }
        switch chunk {
        case .token(let token): emitOwned(token)
        case .replaced(let token):
            if emission.pointee.keepsAnswer { emission.pointee.answer.replace(token) }
            deliver(.replaced(token))
        case .usage(let usage): account(usage)
        case .finish(let reason, let choice): emission.pointee.answer.finish(reason, choice: choice)
        case .model(let name): emission.pointee.model = name
        case .retrying(let retry): deliver(.retrying(retry))
        case .custom(let name, let data): deliver(.custom(CustomEvent(name: name, data: data)))
        }
    }

    /// Delivers anything but a token: rare, so the handlers' filters are looked at one by one.
    @discardableResult
    func deliver(_ kind: CallbackEvent.Kind, except excluded: Registration? = nil) -> CallbackEvent {
        let filter = EventFilter(kind)
        emission.pointee.sequence &+= 1
        emission.pointee.time = clock.nanoseconds &- origin
        let event = CallbackEvent(
            run: self,
            sequence: emission.pointee.sequence,
            nanoseconds: emission.pointee.time,
            kind: kind
        )
        for registration in sinks.all where registration !== excluded {
            if let queue = registration.core.queue {
                // A queue gets every end, wanted or not: the run waits until it is through with all before it.
                guard registration.isActive && registration.core.events.contains(filter) || event.isTerminal else {
                    continue
                }
                if queue.enqueue(event, for: .passUnretained(registration)) { emission.pointee.isCongested = true }
            } else if registration.isActive, registration.core.events.contains(filter) {
                _ = registration.call(event)
            }
        }
        return event
    }

    @inline(never)
    private func noteTokenTime() {
        emission.pointee.time = clock.nanoseconds &- origin
        if emission.pointee.firstToken < 0 { emission.pointee.firstToken = emission.pointee.time }
    }
}
