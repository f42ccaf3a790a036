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
    /// Whether no run has had its title yet.
    var isFirst = true
    private let path: String
    private let title: String?
    private let tags: [String]

    /// Opens the database, if the options want that.
    init(_ options: RecordingOptions) {
        session = Environment.variable("LLMCALLBACKS_SESSION")
        title = options.title
        tags = options.tag
        guard options.isOn else {
            (transcript, path) = (nil, "")
            return
        }
        do {
            path = try options.database.location().path
            var options = TranscriptOptions()
            options.application = "llmcallbacks"
            transcript = TranscriptHandler(patientlyAt: path, options: options)
        } catch {
            (transcript, path) = (nil, "")
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

    /// Gives a run the title that the options have for it, and its session, too, if that is a conversation.
    func setTitle(of id: RunID, isConversation: Bool = false) {
        guard isOn, let title else { return }
        do {
            let editor = try TranscriptEditor(path: path)
            guard let run = try editor.reader.run(id: id) else { return }
            try editor.setTitle(title, of: run)
            if isConversation { try editor.setTitle(title, of: editor.reader.session(run.session)) }
        } catch {
            Console.report("the title is not recorded: \(error)")
        }
    }
}
