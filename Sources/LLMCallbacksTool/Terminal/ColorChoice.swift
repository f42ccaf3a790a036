// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// Whether output is coloured.
enum ColorChoice: String, CaseIterable, ExpressibleByArgument {
    /// On a terminal, unless the environment says otherwise.
    case auto
    /// Everywhere.
    case always
    /// Nowhere.
    case never

    /// The answer for a file: this choice, else `NO_COLOR`, `CLICOLOR_FORCE` and `TERM`.
    ///
    /// https://no-color.org, http://bixense.com/clicolors/
    func isOn(_ descriptor: Int32 = 1) -> Bool {
        switch self {
        case .always: return true
        case .never: return false
        case .auto:
            if Environment.variable("NO_COLOR") != nil { return false }
            if let forced = Environment.variable("CLICOLOR_FORCE"), forced != "0" { return true }
            return Terminal.isConnected(descriptor) && !Terminal.isDumb
        }
    }
}
