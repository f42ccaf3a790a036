// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Numbers as a table shows them.
enum Figures {
    /// With about three figures: two places below 10, one below 100, none above. So that what is small is seen and what is
    /// large is not praised for its last digit.
    static func short(_ value: Double) -> String {
        switch value.magnitude {
        case ..<9.995: fixed(value, places: 2)
        case ..<99.95: fixed(value, places: 1)
        default: fixed(value, places: 0)
        }
    }

    /// With so many places after the point.
    static func fixed(_ value: Double, places: Int) -> String {
        guard value.isFinite, value.magnitude < 1e15 else { return "\(value)" }
        let unit = (0..<places).reduce(1) { unit, _ in unit * 10 }
        let scaled = Int((value.magnitude * Double(unit)).rounded())
        let sign = value < 0 && scaled != 0 ? "-" : ""
        guard places > 0 else { return "\(sign)\(scaled)" }
        let fraction = "\(scaled % unit)"
        return "\(sign)\(scaled / unit).\(String(repeating: "0", count: places - fraction.count))\(fraction)"
    }
}
