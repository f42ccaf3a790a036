// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import GRDB

extension RecordedStatus {
    /// How a run stands, in SQL: what its row says, but for those whose program died and nobody has noted that yet.
    static func column(_ db: Database) throws -> String {
        let dead = try TranscriptRecovery.deadWriters(db)
        guard !dead.isEmpty else { return "run.status" }
        let list = dead.map(String.init).joined(separator: ", ")
        return """
            CASE WHEN run.status = 'running' AND run.writer_id IN (\(list)) THEN 'interrupted' ELSE run.status END
            """
    }
}
