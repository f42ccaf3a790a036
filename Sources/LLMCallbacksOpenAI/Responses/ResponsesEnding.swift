// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// How a response can be over. https://platform.openai.com/docs/api-reference/responses/object#responses/object-status
enum ResponsesEnding {
    case completed
    /// Cut short by a limit or a filter.
    case incomplete
    /// Given up by the server, or on somebody's demand.
    case failed

    /// Finds the ending that a status, or the last word of an event's type, stands for.
    init?(_ word: UnsafeRawBufferPointer) {
        if word.equals("completed") {
            self = .completed
        } else if word.equals("incomplete") {
            self = .incomplete
        } else if word.equals("failed") || word.equals("cancelled") {
            self = .failed
        } else {
            return nil
        }
    }
}
