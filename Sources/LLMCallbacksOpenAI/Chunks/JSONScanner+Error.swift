// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension JSONScanner {
    /// Passes over the value of an `error` member. Returns its bytes; `nil` if the value says that there is no error.
    mutating func reportedError() throws(JSONFault) -> UnsafeRawBufferPointer? {
        let value = try skip()
        let isNone =
            value.equals("null") || value.equals("false") || value.equals("0") || value.equals("\"\"")
            || value.equals("{}") || value.equals("[]")
        return isNone ? nil : value
    }
}
