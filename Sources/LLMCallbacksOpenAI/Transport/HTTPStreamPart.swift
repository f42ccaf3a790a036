// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// A part of an answer, in the order in which they come: the head once, then any number of pieces of the body.
enum HTTPStreamPart: Sendable, Hashable {
    /// Status and headers. Once, first.
    case head(HTTPHead)
    /// Bytes of the body, never none: all that had arrived when they were asked for.
    case body([UInt8])
}
