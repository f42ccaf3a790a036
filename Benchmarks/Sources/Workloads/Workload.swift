// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// One thing that is measured.
public struct Workload: Sendable {
    /// What it is, with its shape.
    public let name: String
    /// What one unit of the work is, such as a token.
    public let unit: String
    /// Whether memory is measured, and not time.
    public let isOfMemory: Bool
    /// Does the work once, makes sure that it was done, and tells what it took.
    public let measure: @Sendable () async throws -> Measurement

    /// Creates a workload.
    init(
        _ name: String,
        per unit: String,
        isOfMemory: Bool = false,
        measure: @escaping @Sendable () async throws -> Measurement
    ) {
        self.name = name
        self.unit = unit
        self.isOfMemory = isOfMemory
        self.measure = measure
    }
}

/// What some units of work took.
public enum Measurement: Sendable {
    /// Time.
    case time(Duration, units: Int)
    /// Bytes on the heap.
    case memory(Int, units: Int)

    /// Nanoseconds or bytes a unit.
    public var perUnit: Double {
        switch self {
        case .time(let duration, let units): duration / .nanoseconds(1) / Double(units)
        case .memory(let bytes, let units): Double(bytes) / Double(units)
        }
    }
}

/// Workloads that belong together.
public struct Suite: Sendable {
    /// What is measured.
    public let name: String
    /// In a sentence or two: how it is done, what is checked, and what the time includes.
    public let about: String
    /// The workloads.
    public let workloads: [Workload]
}

/// A workload was not done whole: its time is worth nothing.
struct Incomplete: Error, CustomStringConvertible {
    let description: String

    /// Throws unless it is whole.
    static func unless(_ isWhole: Bool, _ description: @autoclosure () -> String) throws {
        if !isWhole { throw Incomplete(description: description()) }
    }
}

/// A number of things, in words: `1 handler`, `8 handlers`.
func counted(_ count: Int, _ thing: String) -> String { "\(count) \(thing)\(count == 1 ? "" : "s")" }
