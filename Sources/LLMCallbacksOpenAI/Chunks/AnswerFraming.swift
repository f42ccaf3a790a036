// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// How a wire parts the pieces of an answer from each other.
enum AnswerFraming {
    /// Server-sent events.
    case events
    /// One JSON object a line.
    case lines
}
