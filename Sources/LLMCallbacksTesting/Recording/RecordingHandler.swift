// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks

/// Keeps every event that it hears, in the emitting task.
///
/// ```swift
/// let recorder = RecordingHandler()
/// try await model.generate("Hello", callbacks: [.handler(recorder)])
/// #expect(recorder.kinds == [.started, .token, .ended])
/// ```
public final class RecordingHandler: CallbackHandler, EventRecorder {
    /// What it heard.
    public let log = EventLog()

    /// Creates a recorder that has heard nothing.
    public init() {}

    /// Keeps an event.
    public func handle(_ event: CallbackEvent) { log.append(event) }
}
