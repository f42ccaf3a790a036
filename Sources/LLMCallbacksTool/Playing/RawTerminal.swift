// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The terminal while keys steer the program: each key comes at once and is not shown, and the last row is a line of its own below
/// the text.
///
/// Ctrl-C still raises its signal. Ctrl-Z and Ctrl-\ do nothing: they would leave the terminal as it is now.
enum RawTerminal {
    private struct State {
        /// Whether the terminal is not as it was. Apart from the settings: Swift 6.3.1 lays out an optional `termios` in a static
        /// variable as one that is there, in release builds.
        var isTaken = false
        /// The settings to go back to.
        var original = termios()
        var rows = 0
        /// What stands in the last row.
        var shown = ""
    }

    private static let state = Mutex(State())

    /// Takes the terminal. Does nothing if it is taken, or is none.
    static func enter() {
        state.withLock { state in
            var settings = termios()
            guard !state.isTaken, tcgetattr(0, &settings) == 0 else { return }
            state.isTaken = true
            state.original = settings
            settings.c_lflag &= ~tcflag_t(ICANON | ECHO)
            withUnsafeMutableBytes(of: &settings.c_cc) { characters in
                characters[Int(VMIN)] = 1
                characters[Int(VTIME)] = 0
                for place in [VSUSP, VQUIT] { characters[Int(place)] = disabled }
            }
            tcsetattr(0, TCSANOW, &settings)
            state.rows = 0
            state.shown = ""
        }
    }

    /// Gives the terminal back as it was. May be called from anywhere, and again.
    static func restore() {
        state.withLock { state in
            guard state.isTaken else { return }
            state.isTaken = false
            if state.rows > 0 { write("\u{1B}7\u{1B}[\(state.rows);1H\u{1B}[2K\u{1B}[r\u{1B}8") }
            tcsetattr(0, TCSANOW, &state.original)
        }
    }

    /// Shows a text in the last row. Does nothing unless the terminal is taken.
    static func show(_ text: String) {
        let size = Terminal.size
        guard size.rows > 2 else { return }
        state.withLock { state in
            guard state.isTaken, state.rows != size.rows || state.shown != text else { return }
            state.shown = text
            if state.rows != size.rows {
                // Room for the line: the text scrolls above it, https://vt100.net/docs/vt510-rm/DECSTBM.html
                write("\n\u{1B}[A\u{1B}7\u{1B}[1;\(size.rows - 1)r\u{1B}8")
                state.rows = size.rows
            }
            let line = CellWidth.cut(text, to: size.columns - 1)
            write("\u{1B}7\u{1B}[\(size.rows);1H\u{1B}[2K\u{1B}[7m\(line)\u{1B}[0m\u{1B}8")
        }
    }

    /// Clears the screen. Does nothing unless the terminal is taken.
    static func clear() {
        state.withLock { state in
            guard state.isTaken else { return }
            state.shown = ""
            write("\u{1B}[H\u{1B}[2J")
        }
    }

    /// What no key is: https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/termios.h.html
    private static var disabled: UInt8 {
        let value = fpathconf(0, Int32(_PC_VDISABLE))
        return value < 0 ? 0 : UInt8(truncatingIfNeeded: value)
    }

    private static func write(_ text: String) { try? StandardDescriptors.write(Array(text.utf8), to: 1) }
}
