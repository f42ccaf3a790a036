// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacksSQLite

extension ExitStatus {
    /// The status for what is wrong with a transcript.
    init(_ code: TranscriptError.Code) {
        switch code {
        case .damaged, .notATranscript: self = .damaged
        case .newerSchema: self = .newer
        case .notFound: self = .notFound
        case .ambiguous: self = .usage
        case .locked: self = .locked
        case .exists, .cannotCreate: self = .cannotCreate
        case .cannotOpen, .readOnly, .full, .replaced, .lost, .inputOutput: self = .inputOutput
        default: self = .failed
        }
    }
}
