// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What a key does to a run that is told again.
enum ReplayKey: Hashable, Sendable {
    case pause, step, faster, slower, originalSpeed, quit
    case seek(Duration)

    /// Reads the keys that some bytes from a terminal stand for. Arrows are sequences of three bytes, which come together:
    /// https://invisible-island.net/xterm/ctlseqs/ctlseqs.html#h3-PC-Style-Function-Keys
    static func keys(_ bytes: [UInt8]) -> [ReplayKey] {
        var keys: [ReplayKey] = []
        var rest = bytes[...]
        while let byte = rest.first {
            if byte == 0x1B, rest.count >= 3,
                [UInt8(ascii: "["), UInt8(ascii: "O")].contains(rest[rest.startIndex + 1])
            {
                if let key = arrow(rest[rest.startIndex + 2]) { keys.append(key) }
                rest = rest.dropFirst(3)
            } else {
                if let key = key(byte) { keys.append(key) }
                rest = rest.dropFirst()
            }
        }
        return keys
    }

    private static func arrow(_ byte: UInt8) -> ReplayKey? {
        switch byte {
        case UInt8(ascii: "C"): .seek(.seconds(5))
        case UInt8(ascii: "D"): .seek(.seconds(-5))
        case UInt8(ascii: "A"): .faster
        case UInt8(ascii: "B"): .slower
        default: nil
        }
    }

    private static func key(_ byte: UInt8) -> ReplayKey? {
        switch byte {
        case UInt8(ascii: " "): .pause
        case UInt8(ascii: "."): .step
        case UInt8(ascii: "+"), UInt8(ascii: "="): .faster
        case UInt8(ascii: "-"): .slower
        case UInt8(ascii: "0"): .originalSpeed
        case UInt8(ascii: "{"): .seek(.seconds(-60))
        case UInt8(ascii: "}"): .seek(.seconds(60))
        // Ctrl-D, too.
        case UInt8(ascii: "q"), 0x04: .quit
        default: nil
        }
    }
}
