// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import Foundation
public import LLMCallbacks

extension Callback {
    /// Records runs into a database file: see ``TranscriptHandler``.
    ///
    /// ```swift
    /// let run = model.stream("Write me a song.", callbacks: [.transcript(at: "sessions.sqlite")])
    /// ```
    ///
    /// If it cannot be opened, the runs that were to be recorded fail with that error, before their model is asked.
    ///
    /// - Parameters:
    ///   - path: The file; made if need be.
    ///   - options: How it is written.
    ///   - failure: What follows a fault.
    public static func transcript(
        at path: String,
        options: TranscriptOptions = TranscriptOptions(),
        failure: FailurePolicy = .report
    ) -> Callback {
        .opening("transcript") {
            .handler(try TranscriptHandler(path: path, options: options), failure: failure, label: "transcript")
        }
    }

    /// Records runs into a database file: see ``transcript(at:options:failure:)``.
    public static func transcript(
        at url: URL,
        options: TranscriptOptions = TranscriptOptions(),
        failure: FailurePolicy = .report
    ) -> Callback {
        transcript(at: url.path, options: options, failure: failure)
    }
}
