// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksOpenAI
import LLMCallbacksSQLite

/// The body of a model's answer in a file: what `curl -N` saved of a stream.
struct SavedAnswerFile {
    private static let lineFeed = UInt8(ascii: "\n")
    /// So much of the beginning tells one answer from any other: the server's id is in its first event.
    private static let identityBytes = 16 << 10

    private var answer = SavedAnswer()
    private var chunks: [ModelChunk] = []
    private var identity: [UInt8] = []
    private var error: ModelError?

    /// Reads it to its end.
    ///
    /// - Throws: `TranscriptError` of code `damaged` that names the line; what the closure throws.
    init(_ nextLine: () throws -> [UInt8]?) throws {
        var number = 0
        while error == nil, let line = try nextLine() {
            number += 1
            if identity.count < Self.identityBytes { identity += line }
            do {
                try answer.receive(line + [Self.lineFeed], into: &chunks)
            } catch {
                try end(with: error, line: number)
            }
        }
        if error == nil {
            do { try answer.finish(into: &chunks) } catch { try end(with: error, line: number) }
        }
        if chunks.isEmpty, error == nil { throw TranscriptError(.damaged, "line 1: this is no answer of a model") }
    }

    /// What the server reported ends the answer as it ended then. Bytes that are no answer are a damaged file.
    private mutating func end(with fault: any Error, line: Int) throws {
        let fault = ModelError(wrapping: fault)
        if fault.kind == .invalidResponse || chunks.isEmpty && fault.kind == .truncated {
            throw TranscriptError(.damaged, "line \(line): \(fault.message)", underlying: fault)
        }
        error = fault
    }

    /// Adds it to an import.
    func add(to imports: TranscriptImport, startedAt: WallTime) throws {
        try imports.addAnswer(chunks, error: error, startedAt: startedAt, identity: identity)
    }
}
