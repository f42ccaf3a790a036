// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The terminal that a file of the program may be connected to.
enum Terminal {
    /// Whether a file is a terminal.
    static func isConnected(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// Whether somebody sits there who can be asked: both input and messages are on a terminal.
    static var canAsk: Bool { isConnected(0) && isConnected(2) }

    /// Whether the terminal can do nothing but print.
    static var isDumb: Bool { Environment.variable("TERM").map { $0 == "dumb" } ?? true }

    /// How many columns and rows the terminal of standard output has; 80 and 24 where it does not say.
    static var size: (columns: Int, rows: Int) {
        var size = winsize()
        let isKnown = ioctl(1, UInt(TIOCGWINSZ), &size) == 0
        let columns = isKnown && size.ws_col > 0 ? Int(size.ws_col) : number("COLUMNS") ?? 80
        let rows = isKnown && size.ws_row > 0 ? Int(size.ws_row) : number("LINES") ?? 24
        return (columns, rows)
    }

    /// How wide lines may be: as the terminal, or without a bound where standard output is none.
    static var width: Int { isConnected(1) ? size.columns : Int.max / 2 }

    private static func number(_ variable: String) -> Int? {
        Environment.variable(variable).flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    }
}
