// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Counts what a token costs, and compares that with what was agreed to.
///
///     CountGate check THRESHOLDS     fails if a token costs more
///     CountGate prove THRESHOLDS     fails unless a flaw made on purpose makes `check` fail, for each part of the cost
///     CountGate record THRESHOLDS    agrees to what tokens cost now
@main
struct Main {
    static func main() {
        do {
            try run()
        } catch {
            print("CountGate: \(error)")
            exit(1)
        }
    }

    private static func run() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.count == 2, let command = arguments.first, let path = arguments.last else {
            throw GateError("usage: CountGate check|prove|record THRESHOLDS")
        }
        let program = try CountedProgram()
        switch command {
        case "check": try check(program, Thresholds(path: path))
        case "prove": try prove(program, Thresholds(path: path))
        case "record": try record(program, path)
        default: throw GateError("no such command: \(command)")
        }
    }

    private static func check(_ program: CountedProgram, _ thresholds: Thresholds) throws {
        var isRed = false
        for subject in Subject.all {
            let cost = try program.cost(of: subject)
            let excesses = try thresholds.excesses(of: subject, cost)
            print(subject.name, cost.line, excesses.isEmpty ? "" : "TOO MUCH")
            for excess in excesses { print("    \(excess)") }
            isRed = isRed || !excesses.isEmpty
        }
        if isRed { throw GateError("a token costs more than was agreed to") }
    }

    private static func prove(_ program: CountedProgram, _ thresholds: Thresholds) throws {
        let flaws = ["instruction": "instructions", "retain": "retains", "release": "releases", "object": "objects"]
            .merging(["malloc": "mallocs"]) { $1 }
        for (flaw, part) in flaws.sorted(by: { $0.key < $1.key }) {
            for subject in [Subject(name: "inline-1"), Subject(name: "queued-1")] {
                let excesses = try thresholds.excesses(of: subject, program.cost(of: subject, flaw: flaw))
                guard let found = excesses.first(where: { $0.hasPrefix(part) }) else {
                    throw GateError("\(subject.name) with one more \(flaw) a token passes: its counter does not count")
                }
                print("\(subject.name) with one more \(flaw) a token is found out: \(found)")
            }
        }
    }

    private static func record(_ program: CountedProgram, _ path: String) throws {
        var costs: [String: TokenCost] = [:]
        for subject in Subject.all {
            costs[subject.name] = try program.cost(of: subject)
            print(subject.name, costs[subject.name]?.line ?? "")
        }
        try Thresholds(costs: costs).write(to: path)
    }
}

extension TokenCost {
    /// All parts in one line.
    fileprivate var line: String { Self.parts.map { "\($0.name) \(self[keyPath: $0.path])" }.joined(separator: ", ") }
}
