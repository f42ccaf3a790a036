// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// A place in a text where JSON cannot go on like that.
struct JSONFault: Error, Hashable {
    /// The offset of the byte, counted from 0; the text's length if the text is cut.
    var offset: Int
}
