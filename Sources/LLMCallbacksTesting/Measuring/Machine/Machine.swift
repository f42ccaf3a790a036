// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What a measurement was made on, in words that a report can quote.
public struct Machine: Sendable, Hashable, Codable {
    /// The processor's name; its architecture where the system does not tell.
    public var processor: String
    /// How many cores the system may use.
    public var cores: Int
    /// The operating system and its version.
    public var system: String
    /// The version of Swift that compiled this, such as `6.3.1`.
    public var swift: String
    /// Whether this was compiled with optimisation. Without it times say nothing.
    public var isOptimized: Bool
    /// How many threads wanted a core at once, on average over the minute before; `nil` where the system does not tell.
    public var load: Double?

    /// One line with all of it.
    public var description: String {
        let load = load.map { ", load \(Figures.short($0))" } ?? ""
        let build = isOptimized ? "release" : "DEBUG"
        return "\(processor), \(cores) cores, \(system), Swift \(swift), \(build) build\(load)"
    }
}

extension Machine: CustomStringConvertible {}
