// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Durations and other numbers as people read them. The point is a point everywhere.
public enum NumberText {
    /// A duration with about three digits: `85 µs`, `21.3 ms`, `1.52 s`, `2 min 05 s`, `1 h 02 min`.
    public static func short(_ duration: Duration) -> String {
        let seconds = duration.inSeconds
        switch seconds {
        case ..<0: return "-\(short(.zero - duration))"
        case 0: return "0 s"
        case ..<0.0009995: return "\(Int((seconds * 1e6).rounded())) µs"
        case ..<0.9995: return "\(significant(seconds * 1e3)) ms"
        case ..<99.95: return "\(significant(seconds)) s"
        default: return long(Int(seconds.rounded()))
        }
    }

    /// The same for an axis, where the values are round: `500 ms`, `1 s`, `1.5 s`.
    public static func round(_ duration: Duration) -> String {
        let parts = short(duration).split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].contains(".") else { return short(duration) }
        var number = parts[0]
        while number.last == "0" { number.removeLast() }
        if number.last == "." { number.removeLast() }
        return "\(number) \(parts[1])"
    }

    /// A whole number with a comma before each three digits: `10,000`.
    public static func grouped(_ number: Int) -> String {
        let digits = String(number.magnitude)
        var text = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return number < 0 ? "-\(text)" : text
    }

    /// A number with so many digits behind the point.
    public static func decimal(_ number: Double, places: Int) -> String {
        guard number.isFinite, number.magnitude < 1e15 else { return "\(number)" }
        let scale = (0..<max(0, places)).reduce(1) { scale, _ in scale * 10 }
        let whole = Int64((number.magnitude * Double(scale)).rounded())
        let digits = String(whole % Int64(scale))
        let fraction = String(repeating: "0", count: max(0, places - digits.count)) + digits
        let sign = number < 0 && whole > 0 ? "-" : ""
        return places > 0 ? "\(sign)\(whole / Int64(scale)).\(fraction)" : "\(sign)\(whole)"
    }

    /// A number that is not negative with three digits, or all digits before the point.
    public static func significant(_ number: Double) -> String {
        decimal(number, places: number < 9.995 ? 2 : number < 99.95 ? 1 : 0)
    }

    private static func long(_ seconds: Int) -> String {
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return seconds < 3600
            ? "\(seconds / 60) min \(padded(seconds % 60)) s" : "\(seconds / 3600) h \(padded(seconds / 60 % 60)) min"
    }
}
