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
    /// If the file cannot be opened, the runs go on, and what was recorded waits in a spool beside it: the first run tells that as
    /// a failure of this handler. To know it before any run, use ``TranscriptHandler/init(path:options:)``; to have runs fail for it, use
    /// ``FailurePolicy/failRun``.
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
        .handler(TranscriptHandler(patientlyAt: path, options: options), failure: failure, label: "transcript")
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
