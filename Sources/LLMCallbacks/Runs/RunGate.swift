// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// The bits of a run's gate.
///
/// Whoever sets `taken` owns the run until it clears the bit: it alone numbers events, gathers the answer and calls
/// handlers, so that all handlers hear all events in one order. Nobody waits for the gate. Who finds it taken leaves a note in
/// the run's mailbox and sets `mail`; the owner sees to that before it goes.
enum RunGate {
    /// Nobody is emitting.
    static let free: UInt8 = 0
    /// Somebody is emitting.
    static let taken: UInt8 = 1
    /// The mailbox holds something.
    static let mail: UInt8 = 2
    /// The end of the run is decided: no token enters any more.
    static let over: UInt8 = 4
}
