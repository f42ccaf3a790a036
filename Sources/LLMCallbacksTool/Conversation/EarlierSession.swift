// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksSQLite

/// A recorded session that is to go on.
struct EarlierSession {
    /// Its name.
    let name: String
    /// What was said, with the last answer at the end.
    let messages: [ModelMessage]
    /// The model that was asked last.
    let model: String

    /// What names the last session.
    static let lastName = "last"
    /// How many runs are looked at for the last one that was a conversation.
    private static let maxLookedAt = 1000

    /// Finds a session.
    ///
    /// - Parameter reference: `last`, for the last one in which somebody asked something; the name of a session, or the id of a run
    ///   in it, or the beginning of either; or `last~2`.
    /// - Throws: `TranscriptError`, of code `notFound` also if there is no answer in it to go on from.
    init(_ reference: String, in reader: TranscriptReader) throws {
        let session =
            try reference == Self.lastName
            ? reader.session(Self.lastConversation(in: reader)) : reader.sessionOrThat(ofRun: reference)
        var query = RunQuery()
        query.session = session.id
        query.kinds = [.model]
        query.statuses = [.ended]
        query.limit = 1
        guard let run = try reader.runs(query).first else {
            throw TranscriptError(.notFound, "the session '\(session.id)' has no complete answer", path: reader.path)
        }
        name = session.id
        messages = try reader.conversation(of: session)
        model = run.name
    }

    /// Whether a text can name nothing but a run, so that it is no prompt.
    static func isReference(_ text: String) -> Bool {
        if text == lastName || text.hasPrefix("last~") { return true }
        let digits = text.filter { $0 != "-" }
        return digits.count >= 4 && digits.allSatisfy { $0.isASCII && $0.isHexDigit } && digits.contains { $0.isNumber }
    }

    private static func lastConversation(in reader: TranscriptReader) throws -> String {
        var query = RunQuery()
        query.kinds = [.model]
        query.statuses = [.ended]
        query.limit = maxLookedAt
        guard let run = try reader.runs(query).first(where: { $0.prompt != nil }) else {
            throw TranscriptError(.notFound, "there is no session to go on with", path: reader.path)
        }
        return run.session
    }
}
