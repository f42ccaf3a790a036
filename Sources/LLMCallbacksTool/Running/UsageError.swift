// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// The command line asks for something that makes no sense, found out after it was parsed.
struct UsageError: Error {
    /// What is wrong, in one line.
    let message: String
}
