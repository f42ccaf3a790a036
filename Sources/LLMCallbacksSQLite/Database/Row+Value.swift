// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import GRDB

extension Row {
    /// The value of a column. In a damaged file it may be none, or of another type: GRDB's subscripts trap on that.
    ///
    /// - Throws: ``TranscriptError`` where it is not of the type that is asked for.
    func value<Value: DatabaseValueConvertible>(_ column: String) throws -> Value {
        do { return try decode(forColumn: column) } catch { throw Self.fault }
    }

    /// The value of a column, by place.
    ///
    /// - Throws: ``TranscriptError`` where it is not of the type that is asked for.
    func value<Value: DatabaseValueConvertible>(at place: Int) throws -> Value {
        do { return try decode(atIndex: place) } catch { throw Self.fault }
    }

    /// The error of GRDB has the values of the row in it.
    private static var fault: TranscriptError {
        TranscriptError(.damaged, "the database is damaged: a row makes no sense")
    }
}
