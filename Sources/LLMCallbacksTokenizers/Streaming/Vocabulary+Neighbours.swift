// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

extension Vocabulary {
    /// Whether two tokens can stand side by side: whether the bytes of both, merged together, are these two tokens.
    ///
    /// Takes both apart again, the merge that was made last first, and looks at each step whether the two that face each
    /// other then would have been merged before. Of equal merges the left one is made first.
    func canFollow(_ first: UInt32, _ second: UInt32) -> Bool {
        var left = first
        var right = second
        // The merge that was undone last: what comes before it would have been made across the border.
        var limit = UInt32.max
        while true {
            if let merged = pairs.merged(left, right), merged < limit { return false }
            if left > right {
                if left < 256 { return true }
                limit = left
                left = self.right(of: left)
            } else {
                if right < 256 { return true }
                limit = right + 1
                right = self.left(of: right)
            }
        }
    }
}
