// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// How a sync handler is called: a function that captures nothing, and the object that is passed to it.
///
/// A closure that captured the handler would be called through a forwarder, which fetches what was captured and calls on. And
/// the register in which Swift passes thrown errors would have to be saved around every call that the handler makes, so
/// errors are returned. See Docs/Performance-notes.md.
@usableFromInline
struct InlineCall: Sendable {
    /// Takes an event and the address of the target. Returns what the handler throws.
    @usableFromInline
    typealias Function = @Sendable (CallbackEvent, UnsafeRawPointer) -> (any Error)?

    let function: Function
    /// The handler, if it is an object; else what keeps it. Either is `Sendable`.
    nonisolated(unsafe) let target: AnyObject

    /// Creates a call of a function, which finds its target under the address that it is passed.
    @usableFromInline
    init(_ target: AnyObject, _ function: @escaping Function) {
        self.function = function
        self.target = target
    }

    /// Calls a handler.
    @inlinable
    static func calling<Handler: CallbackHandler>(_ handler: Handler) -> InlineCall {
        guard Handler.self is AnyObject.Type else {
            return InlineCall(Kept(handler)) { event, target in
                Kept<Handler>.lend(target) { try $0.handle(event) }
            }
        }
        return InlineCall(handler as AnyObject) { event, target in
            Unmanaged<AnyObject>.fromOpaque(target)._withUnsafeGuaranteedRef { object in
                // It is what was passed above.
                error { try unsafeBitCast(object, to: Handler.self).handle(event) }
            }
        }
    }

    /// What a function throws, if it does.
    @inlinable
    @inline(__always)
    static func error(_ body: () throws -> Void) -> (any Error)? {
        do {
            try body()
            return nil
        } catch {
            return error
        }
    }

    /// Keeps a handler that is no object, or a closure in a struct.
    @usableFromInline
    final class Kept<Value: Sendable>: Sendable {
        @usableFromInline
        let value: Value

        @usableFromInline
        init(_ value: Value) { self.value = value }

        /// Lends what is kept under an address. Returns what is thrown.
        @inlinable
        @inline(__always)
        static func lend(_ target: UnsafeRawPointer, to body: (Value) throws -> Void) -> (any Error)? {
            Unmanaged<Kept>.fromOpaque(target)._withUnsafeGuaranteedRef { kept in error { try body(kept.value) } }
        }
    }
}

extension InlineCall {
    /// Calls nothing.
    static let nothing = InlineCall(Kept(())) { _, _ in nil }

    /// Makes the call. Returns what the handler throws.
    func callAsFunction(_ event: CallbackEvent) -> (any Error)? { function(event, address) }

    /// Where the function finds its target.
    var address: UnsafeRawPointer { UnsafeRawPointer(Unmanaged<AnyObject>.passUnretained(target).toOpaque()) }

    /// The same call, timed. It cannot be interrupted: a late one is reported once it has returned.
    func timed(within limit: Duration) -> InlineCall {
        InlineCall(Kept((self, limit))) { event, target in
            Kept<(InlineCall, Duration)>.lend(target) { call, limit in
                let clock = event.run.clock
                let began = clock.nanoseconds
                if let error = call(event) { throw error }
                guard clock.nanoseconds - began <= limit.wholeNanoseconds else { throw MissedDeadline(limit: limit) }
            }
        }
    }
}
