// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// Where a report goes.
enum ReportTarget: Equatable, ExpressibleByArgument, CustomStringConvertible {
    case standardOutput
    case file(String)

    init(argument: String) { self = argument == "-" ? .standardOutput : .file(argument) }

    /// The file's path, if it is one.
    var path: String? {
        switch self {
        case .standardOutput: nil
        case .file(let path): path
        }
    }

    var description: String { path ?? "standard output" }
}
