// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// How what goes to standard output is shown.
struct Display {
    /// The colours.
    let style: TextStyle
    /// Whether a pager shows what is longer than the screen.
    let isPaged: Bool

    /// Standard output: through a pager where it is a terminal and there is more than one screen.
    func output() -> PagedOutput { PagedOutput(isPaged: isPaged) }
}
