// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksSQLite

/// Records the runs of one command, or does not.
///
/// Whatever goes wrong with that is said on standard error, and harms nothing else.
struct Recording {
    /// What records; `nil` if nothing does.
    private let transcript: TranscriptHandler?
    /// What ties the runs together, if anything does.
    private(set) var session: String?
    private let tags: [String]

    /// Opens the database, if the options want that. The first run gets the title that they have, and its session, too, if it begins
    /// a conversation.
    init(_ options: RecordingOptions, isConversation: Bool = false) {
        session = Environment.variable("LLMCALLBACKS_SESSION")
        tags = options.tag
        guard options.isOn else {
            transcript = nil
            return
        }
        do {
            var recorded = TranscriptOptions()
            recorded.application = "llmcallbacks"
            recorded.title = options.title.map(FirstTitle.init)?.title(of:)
            recorded.titlesSessions = isConversation
            transcript = try TranscriptHandler(patientlyAt: options.database.location().path, options: recorded)
        } catch {
            transcript = nil
            Console.report("not recorded: \(error.message)")
        }
    }

    /// Whether there is anything that records.
    var isOn: Bool { transcript != nil }

    /// What hears the runs.
    var callbacks: [Callback] { transcript.map { [.handler($0, label: "transcript")] } ?? [] }

    /// Lets go of the database. To be called before the program ends.
    func close() async { await transcript?.close() }

    /// Has all runs in one session: an earlier one, or a new one where the environment names none.
    mutating func beginSession(_ earlier: String? = nil) {
        session = earlier ?? session ?? RunID().description
    }

    /// What the next run is to be known by.
    var options: RunOptions { RunOptions(session: session, tags: tags) }
}
