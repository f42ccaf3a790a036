// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Messages to the person at the terminal, on standard error.
enum Console {
    /// Writes one line after the program's name. Control characters become spaces: a server's message must not steer the
    /// terminal, nor break the line. If it cannot be written, there is nobody to tell.
    static func report(_ message: String) {
        try? StandardDescriptors.write(Array("llmcallbacks: \(oneLine(message))\n".utf8), to: 2)
    }

    private static func oneLine(_ message: String) -> String {
        var line = String.UnicodeScalarView()
        for scalar in message.unicodeScalars {
            let isControl =
                scalar.properties.generalCategory == .control || scalar == "\u{2028}" || scalar == "\u{2029}"
            line.append(isControl ? " " : scalar)
        }
        return String(line)
    }
}
