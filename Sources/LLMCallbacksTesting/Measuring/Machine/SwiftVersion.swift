// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// The version of Swift, which a program can only know from what its compiler let pass.
enum SwiftVersion {
    /// The compiler's version, such as `6.3.1`; `6.6 or later` for those that were unknown when this was written.
    static var current: String {
        #if compiler(>=6.6)
            "6.6 or later"
        #elseif compiler(>=6.5)
            "6.5"
        #elseif compiler(>=6.4)
            "6.4"
        #elseif compiler(>=6.3.3)
            "6.3.3 or later"
        #elseif compiler(>=6.3.2)
            "6.3.2"
        #elseif compiler(>=6.3.1)
            "6.3.1"
        #elseif compiler(>=6.3)
            "6.3"
        #else
            "6.2"
        #endif
    }
}
