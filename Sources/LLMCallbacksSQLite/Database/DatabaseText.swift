// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import LLMCallbacks

/// Text that goes to the database and comes back as the same bytes.
///
/// GRDB binds and reads strings up to their first NUL. So text travels as a blob: bind it where the SQL says
/// `CAST(? AS TEXT)`, and read it where the SQL says `CAST(column AS BLOB)`.
struct DatabaseText: DatabaseValueConvertible {
    let text: String

    init(_ text: String) { self.text = text }

    var databaseValue: DatabaseValue { Data(text.utf8).databaseValue }

    static func fromDatabaseValue(_ value: DatabaseValue) -> DatabaseText? {
        switch value.storage {
        case .blob(let data): DatabaseText(String(decoding: data, as: UTF8.self))
        case .string(let text): DatabaseText(text)
        default: nil
        }
    }
}

extension Row {
    /// The text of a column that may be `NULL`.
    func text(_ column: String) -> String? { DatabaseText.fromDatabaseValue(self[column])?.text }

    /// The JSON of a column; `nil` where there is none, or none that can be read.
    func json(_ column: String) -> JSONValue? { text(column).flatMap { try? JSONReader.value($0.utf8) } }
}
