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
        let profile = FileManager.default.temporaryDirectory.appending(path: "callgrind-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: profile) }
        var options = ["--tool=callgrind", "--callgrind-out-file=\(profile.path)", "--quiet"]
        if !subject.isSpread { options.append("--toggle-collect=\(measured)") }
        let arguments = [path, subject.name, "\(rounds)"] + [flaw].compactMap(\.self)
        _ = try Command.run("valgrind", options + arguments)
        return CallgrindProfile(try String(contentsOf: profile, encoding: .utf8)).cost
    }

    private static let fewRounds = 16
    private static let manyRounds = 144
    private static let tokensOfRound = 64
}
