// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import GRDB
import Synchronization

/// A database in memory that keeps what was asked of it.
final class TracedDatabase: Sendable {
    let queue: DatabaseQueue
    private let log: Log

    private final class Log: Sendable {
        let statements = Mutex<[String]>([])
    }

    init() throws {
        let log = Log()
        var configuration = Configuration()
        configuration.prepareDatabase { db in
            db.trace { event in
                if case .statement(let statement) = event {
                    log.statements.withLock { $0.append(statement.expandedSQL) }
                }
            }
        }
        self.log = log
        queue = try DatabaseQueue(configuration: configuration)
    }

    /// What was asked so far, and is not told again.
    func takeStatements() -> [String] {
        log.statements.withLock { statements in
            defer { statements = [] }
            return statements
        }
    }
}
