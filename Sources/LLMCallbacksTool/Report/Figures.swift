// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// Numbers as people read them.
enum Figures {
    /// A duration with three digits or so: `85 ms`, `1.52 s`, `12.3 s`, `4:05 min`, `2:03:10 h`.
    static func duration(_ duration: Duration) -> String {
        let seconds = duration / .seconds(1)
        switch seconds {
        case ..<0.9995: return "\(Int((seconds * 1000).rounded())) ms"
        case ..<9.995: return "\(decimals(seconds, 2)) s"
        case ..<99.95: return "\(decimals(seconds, 1)) s"
        case ..<3_600:
            let whole = Int(seconds.rounded())
            return "\(whole / 60):\(padded(whole % 60)) min"
        case ..<1e12:
            let whole = Int(seconds.rounded())
            return "\(whole / 3_600):\(padded(whole / 60 % 60)):\(padded(whole % 60)) h"
        default: return "long"
        }
    }

    /// Seconds for other programs: a number and nothing else.
    static func seconds(_ duration: Duration) -> String {
        var json = JSONWriter()
        json.seconds(duration)
        return json.text
    }

    /// How long ago a moment was: `now`, `5 min`, `3 h`, `2 d`, `7 w`, `3 y`.
    static func age(of time: WallTime, at now: WallTime) -> String {
        let seconds = now.secondsSinceEpoch - time.secondsSinceEpoch
        switch seconds {
        case ..<5: return "now"
        case ..<60: return "\(seconds) s"
        case ..<3_600: return "\(seconds / 60) min"
        case ..<(2 * 86_400): return "\(seconds / 3_600) h"
        case ..<(21 * 86_400): return "\(seconds / 86_400) d"
        case ..<(730 * 86_400): return "\(seconds / (7 * 86_400)) w"
        default: return "\(seconds / (365 * 86_400)) y"
        }
    }

    /// A size in bytes: `512 B`, `1.5 MB`, by powers of 1000.
    static func bytes(_ count: Int) -> String {
        guard count >= 1000 else { return "\(count) B" }
        var value = Double(count)
        for unit in ["kB", "MB", "GB", "TB"] {
            value /= 1000
            if value < 999.95 || unit == "TB" { return "\(decimals(value, 1)) \(unit)" }
        }
        return "\(count) B"
    }

    /// A number with so many digits after the point. Without a use of Foundation, whose formats take a while to load.
    static func decimals(_ value: Double, _ digits: Int) -> String {
        guard value.isFinite, value.magnitude < 1e15 else { return "-" }
        let scale = (0..<digits).reduce(1) { product, _ in product * 10 }
        let scaled = Int((value.magnitude * Double(scale)).rounded())
        let fraction = "\(scaled % scale)"
        let sign = value < 0 && scaled > 0 ? "-" : ""
        guard digits > 0 else { return "\(sign)\(scaled)" }
        return "\(sign)\(scaled / scale).\(String(repeating: "0", count: digits - fraction.utf8.count))\(fraction)"
    }

    /// A count and its noun: `1 run`, `2 runs`.
    static func count(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
