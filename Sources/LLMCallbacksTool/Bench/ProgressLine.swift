// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacksTesting
import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A line on standard error that is written over and over; nothing where that is no terminal.
final class ProgressLine: Sendable {
    private let isTerminal = isatty(2) == 1
    private let shown = Mutex("")

    /// Shows how far a measurement has come.
    func show(_ progress: MeasuringProgress) {
        guard isTerminal else { return }
        let width = 24
        let full = width * progress.done / max(1, progress.total)
        let bar = String(repeating: "#", count: full) + String(repeating: ".", count: width - full)
        let percent = 100 * progress.done / max(1, progress.total)
        write("measuring [\(bar)] \(percent) %, \(progress.consumers) handler\(progress.consumers == 1 ? "" : "s")")
    }

    /// Takes the line away.
    func clear() {
        if isTerminal { write("") }
    }

    /// Writes the line unless it stands there already. If it cannot be written, there is nobody to tell.
    private func write(_ line: String) {
        let isNews = shown.withLock { shown in
            defer { shown = line }
            return shown != line
        }
        // Back to the first column, and everything to its right erased: ECMA-48, 8.3.41.
        if isNews { try? StandardDescriptors.write(Array("\r\u{1B}[K\(line)".utf8), to: 2) }
    }
}
