// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LLMCallbacksSQLite

/// Which database a command works on.
struct DatabaseOptions: ParsableArguments {
    @Option(
        name: [.customShort("d"), .customLong("db")],
        help: ArgumentHelp(
            "The file with the recorded runs. (default: $LLMCALLBACKS_DB, else see: db path)",
            valueName: "file"
        ),
        completion: .file()
    )
    var path: String?

    func validate() throws {
        if let path, path.isEmpty { throw ValidationError("--db must not be empty") }
    }

    /// Where the file is.
    func location() throws(UsageError) -> DatabaseLocation { try DatabaseLocation(option: path) }

    /// Opens the file to read it, which must be there.
    ///
    /// - Throws: ``TranscriptError``, of code `notFound` if there is no file.
    func reader() throws -> TranscriptReader {
        try TranscriptReader(path: try existing().path)
    }

    /// Opens the file to read it; `nil` if nothing was recorded yet. A file that the option names must be there.
    ///
    /// - Throws: ``TranscriptError``.
    func readerIfAny() throws -> TranscriptReader? {
        let location = try location()
        if location.source != .option, !location.exists { return nil }
        return try reader()
    }

    /// Opens the file to change it, which must be there.
    ///
    /// - Throws: ``TranscriptError``, of code `notFound` if there is no file.
    func editor() throws -> TranscriptEditor {
        try TranscriptEditor(path: try existing().path)
    }

    /// Does what changes nothing but is better done by an editor, which brings the file in order first: with one, or with a reader
    /// where the file turns out to be one that cannot be written to.
    ///
    /// - Throws: What the closures throw; ``TranscriptError``, of code `notFound` if there is no file.
    func editing<Result>(
        _ edit: (TranscriptEditor) throws -> Result,
        orReading read: (TranscriptReader) throws -> Result
    ) throws -> Result {
        do {
            return try edit(editor())
        } catch let error as TranscriptError where [.readOnly, .cannotOpen].contains(error.code) {
            return try read(reader())
        }
    }

    private func existing() throws -> DatabaseLocation {
        let location = try location()
        guard location.exists else {
            throw TranscriptError(.notFound, "there is no such database", path: location.path)
        }
        return location
    }
}
