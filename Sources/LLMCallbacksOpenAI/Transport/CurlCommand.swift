// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// The number of a stream, unique in its transport.
typealias StreamID = UInt64

/// What other threads ask of the transport's thread.
enum CurlCommand: Sendable {
    /// Begin a transfer.
    case start(StreamID, HTTPRequest, HTTPStreamStorage)
    /// A consumer has emptied its buffer: let the paused transfer go on.
    case resume(StreamID)
    /// The answer is complete, though its body has not ended: end the transfer if nothing follows for a while.
    case settle(StreamID)
    /// The answer goes on after all.
    case unsettle(StreamID)
    /// Nobody wants the rest: read it for a while so that the connection can be used again.
    case drain(StreamID)
    /// Drop the transfer and its connection.
    case cancel(StreamID)
    /// Resume once no transfer is left.
    case whenIdle(CheckedContinuation<Void, Never>)
    /// Stand still for ever, for the process is about to exit, and write a byte to this descriptor first.
    case halt(acknowledging: Int32)
    /// Clean up and end the thread: nobody holds the transport any more.
    case stop
}
