// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import GRDB

/// What went wrong with a transcript: what was being done, with which file, and the error beneath.
public struct TranscriptError: Error, Sendable {
    /// What kind of fault this is.
    public var code: Code
    /// One readable sentence, without the file's name. Holds nothing of what was recorded.
    public var message: String
    /// The file; empty where there is none.
    public var path: String
    /// The error beneath, if any.
    public var underlying: (any Error)?

    /// Creates an error.
    public init(_ code: Code, _ message: String, path: String = "", underlying: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.path = path
        self.underlying = underlying
    }

    /// The kinds of fault. Open: kinds can be added.
    public struct Code: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
        /// The name of the kind.
        public let rawValue: String
        /// Names a kind.
        public init(rawValue: String) { self.rawValue = rawValue }
        /// The name of the kind.
        public var description: String { rawValue }

        /// The file, or a folder above it, cannot be made.
        public static let cannotCreate = Code(rawValue: "cannotCreate")
        /// The file cannot be opened.
        public static let cannotOpen = Code(rawValue: "cannotOpen")
        /// The file, or its folder, cannot be written to.
        public static let readOnly = Code(rawValue: "readOnly")
        /// The disk is full, or the file may not grow.
        public static let full = Code(rawValue: "full")
        /// Another program holds the file for longer than we wait.
        public static let locked = Code(rawValue: "locked")
        /// The file is damaged, or no database.
        public static let damaged = Code(rawValue: "damaged")
        /// The database belongs to another program.
        public static let notATranscript = Code(rawValue: "notATranscript")
        /// The database was written by a newer version of this package.
        public static let newerSchema = Code(rawValue: "newerSchema")
        /// The system's SQLite is too old.
        public static let unsupportedSQLite = Code(rawValue: "unsupportedSQLite")
        /// While it was open, the file was deleted, or another one put in its place.
        public static let replaced = Code(rawValue: "replaced")
        /// No such run or session.
        public static let notFound = Code(rawValue: "notFound")
        /// Several runs or sessions have an id that begins like this.
        public static let ambiguous = Code(rawValue: "ambiguous")
        /// Part of a run could not be stored anywhere.
        public static let lost = Code(rawValue: "lost")
        /// The file exists already.
        public static let exists = Code(rawValue: "exists")
        /// Any other fault of the file or the disk.
        public static let inputOutput = Code(rawValue: "inputOutput")
    }
}

extension TranscriptError: CustomStringConvertible {
    /// The file and the message, on one line.
    public var description: String { path.isEmpty ? message : "\(path): \(message)" }
}

extension TranscriptError {
    /// Puts an error of SQLite into terms of ours. Errors that are ours already stay as they are.
    init(_ error: any Error, _ action: String, path: String) {
        if let error = error as? TranscriptError {
            self = error
            if self.path.isEmpty { self.path = path }
            return
        }
        if error is RowDecodingError {
            // It has the values of the row in it.
            self.init(.damaged, "cannot \(action): the database is damaged: a row makes no sense", path: path)
            return
        }
        guard let error = error as? DatabaseError else {
            self.init(.inputOutput, "cannot \(action): \(error)", path: path, underlying: error)
            return
        }
        // https://www.sqlite.org/rescode.html
        let (code, cause): (Code, String) =
            switch error.resultCode {
            case .SQLITE_BUSY, .SQLITE_LOCKED: (.locked, "another program holds the database")
            case .SQLITE_FULL: (.full, "the disk is full")
            case .SQLITE_CORRUPT: (.damaged, "the database is damaged")
            case .SQLITE_NOTADB: (.damaged, "the file is no database")
            case .SQLITE_ERROR where Self.isOfSchema(error):
                (.damaged, "the database is damaged: \(error.message ?? "")")
            case .SQLITE_READONLY, .SQLITE_PERM: (.readOnly, "it cannot be written to")
            case .SQLITE_CANTOPEN, .SQLITE_AUTH: (.cannotOpen, "the file cannot be opened")
            default: (.inputOutput, error.message ?? "SQLite error")
            }
        let number = error.extendedResultCode.rawValue
        self.init(code, "cannot \(action): \(cause) (SQLite \(number))", path: path, underlying: error)
    }

    /// Whether the schema is not what its number says it is. All queries are our own, and fit it.
    private static func isOfSchema(_ error: DatabaseError) -> Bool {
        ["no such table", "no such column"].contains { error.message?.hasPrefix($0) == true }
    }
}
