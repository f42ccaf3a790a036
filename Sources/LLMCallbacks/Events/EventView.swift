// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// An event that is lent where it lies.
///
/// It cannot be copied, so the compiler reads the event in place and counts no references on the way to a handler.
/// See Docs/Decisions/0007-lent-events.md.
@usableFromInline
struct EventView: ~Copyable {
    @usableFromInline
    var event: CallbackEvent

    @inline(__always)
    init(_ event: consuming CallbackEvent) { self.event = event }
}

extension UnsafePointer where Pointee == EventView {
    /// The piece of the answer where it lies, if the event is a token.
    ///
    /// To bind it with `if case` and pass it to a function that the compiler does not see into would copy it, and count.
    @inline(__always)
    var token: UnsafePointer<TokenView>? {
        guard case .token = pointee.event.kind else { return nil }
        // An enum's payload lies where the enum does: https://github.com/swiftlang/swift/blob/main/docs/ABI/TypeLayout.rst
        return (UnsafeRawPointer(self) + EventView.kindOffset).assumingMemoryBound(to: TokenView.self)
    }
}

extension EventView {
    /// Where in an event its kind lies.
    @inline(__always)
    fileprivate static var kindOffset: Int {
        // A stored property of a struct has an offset.
        MemoryLayout<CallbackEvent>.offset(of: \.kind).unsafelyUnwrapped
    }
}

extension EventView {
    /// Makes a token's event that was copied as bits an owner of the token's strings. Not of its run: see ``EventRing``.
    @inline(__always)
    mutating func ownToken() {
        withUnsafeMutablePointer(to: &self) { view in
            let token = (UnsafeMutableRawPointer(view) + Self.kindOffset).assumingMemoryBound(to: TokenDelta.self)
            token.pointee.ownStrings()
        }
    }
}

/// A token that is lent where it lies, as an ``EventView`` is.
struct TokenView: ~Copyable {
    let token: TokenDelta
}

extension CallbackEvent {
    /// The same event, not counted as an owner of its run. Its run must never be released by it, and outlive it.
    @inline(__always)
    var withUncountedRun: CallbackEvent {
        CallbackEvent(run: run.uncounted, sequence: sequence, nanoseconds: nanoseconds, kind: kind)
    }
}

extension RunContext {
    /// The same run, not counted as a further owner: never to be released.
    @inline(__always)
    var uncounted: RunContext { Unmanaged.passUnretained(self).takeRetainedValue() }
}

extension String {
    /// The same string, not counted as a further owner of its storage: never to be released, and not to outlive this one.
    @inline(__always)
    var uncounted: String {
        var words = unsafeBitCast(self, to: (UInt64, UInt64).self)
        return withUnsafeMutableBytes(of: &words) { bytes in
            bytes.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: String.self).move()
        }
    }
}
