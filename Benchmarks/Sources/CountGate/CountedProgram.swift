// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The program `Counts`, under callgrind.
struct CountedProgram {
    private let path: String
    private let measured: String

    /// Finds the program beside this one, and its function that is counted.
    init() throws {
        path = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "Counts").path
        let symbols = try Command.run("nm", [path]).split(separator: "\n").compactMap { $0.split(separator: " ").last }
        // The function itself has the shortest name; those of its parts go on from there.
        let names = symbols.filter { $0.contains("8measured") }.sorted { ($0.count, $0) < ($1.count, $1) }
        guard let name = names.first else { throw GateError("\(path) has no function named measured") }
        measured = String(name)
    }

    /// Counts what one token costs.
    func cost(of subject: Subject, flaw: String? = nil) throws -> TokenCost {
        let less = try count(subject, rounds: Self.fewRounds, flaw)
        let more = try count(subject, rounds: Self.manyRounds, flaw)
        return .ofOne(more: more, less: less, tokens: (Self.manyRounds - Self.fewRounds) * Self.tokensOfRound)
    }

    private func count(_ subject: Subject, rounds: Int, _ flaw: String?) throws -> TokenCost {
        let folder = FileManager.default.temporaryDirectory.appending(path: "callgrind-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var options = ["--tool=callgrind", "--callgrind-out-file=\(folder.appending(path: "profile").path)", "--quiet"]
        // One profile a thread: callgrind writes down calls that others make meanwhile, and leaves out their instructions alone.
        if !subject.isSpread { options += ["--toggle-collect=\(measured)", "--separate-threads=yes"] }
        let arguments = [path, subject.name, "\(rounds)"] + [flaw].compactMap(\.self)
        _ = try Command.run("valgrind", options + arguments)
        let costs = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .map { CallgrindProfile(try String(contentsOf: $0, encoding: .utf8)).cost }
            .filter { $0.instructions > 0 }
        guard let cost = costs.first, costs.count == 1 else {
            throw GateError("\(subject.name) was counted on \(costs.count) threads")
        }
        return cost
    }

    private static let fewRounds = 16
    private static let manyRounds = 144
    private static let tokensOfRound = 64
}
