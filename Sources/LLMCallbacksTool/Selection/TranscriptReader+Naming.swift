// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacksSQLite

extension TranscriptReader {
    /// The session that has a name, or the beginning of it; or the one that a run belongs to.
    ///
    /// - Throws: `TranscriptError` if there is none, or several.
    func sessionOrThat(ofRun reference: String) throws -> RecordedSession {
        do {
            return try session(reference)
        } catch let error as TranscriptError where error.code == .notFound {
            return try session(try run(reference).session)
        }
    }
}
