// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What happens when a handler's queue is full. Start and terminal events are never dropped or joined.
@nonexhaustive
public enum OverflowPolicy: Sendable, Hashable {
    /// The run waits until half the queue is free. Nothing is lost, and memory stays bounded; the slowest handler sets the pace.
    case suspend
    /// The oldest events that wait make room. The handler is told how many, in order, by a `dropped` event.
    case dropOldest
    /// A new token joins the last one that waits, if that is of the same run, choice and lane. Nothing is lost, but split
    /// points are; what cannot be joined makes the run wait.
    case coalesce
}
