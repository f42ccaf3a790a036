// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import LLMCallbacksTesting

/// Times inline delivery beside the floor, and compares the ratios with what was agreed to. Times themselves are never
/// compared: they are the machine's.
///
///     RatioGate check LIMITS     fails if a ratio is too great
///     RatioGate prove LIMITS     fails unless a delivery that is slow on purpose makes `check` fail
///     RatioGate record LIMITS    agrees to the ratios of now
@main
enum Main {
    static func main() async {
        do {
            try await run()
        } catch {
            print("RatioGate: \(error)")
            exit(1)
        }
    }

    private static func run() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.count == 2, let command = arguments.first, let path = arguments.last else {
            throw Refusal("usage: RatioGate check|prove|record LIMITS")
        }
        switch command {
        case "check":
            guard try await RatioLimits(path: path).hold(for: .inline) else { throw Refusal("a ratio is too great") }
        case "prove":
            let isRed = try await !RatioLimits(path: path).hold(for: SlowContender())
            guard isRed else { throw Refusal("a delivery that is slow on purpose passes") }
            print("a delivery that is slow on purpose is found out")
        case "record":
            try RatioLimits(ratios: await RatioLimits.measure(.inline)).write(to: path)
        default: throw Refusal("no such command: \(command)")
        }
    }

    struct Refusal: Error, CustomStringConvertible {
        let description: String
        init(_ description: String) { self.description = description }
    }
}
