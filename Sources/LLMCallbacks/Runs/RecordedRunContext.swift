// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// Who a run of the past was, for events that are told again from a record.
package struct RecordedRunContext: Sendable {
    let id: RunID
    let parentID: RunID?
    let rootID: RunID
    let kind: RunKind
    let name: String
    let tags: [String]
    let metadata: [String: JSONValue]
    let session: String?
    let startedAt: WallTime

    package init(
        id: RunID,
        parentID: RunID?,
        rootID: RunID,
        kind: RunKind,
        name: String,
        tags: [String],
        metadata: [String: JSONValue],
        session: String?,
        startedAt: WallTime
    ) {
        self.id = id
        self.parentID = parentID
        self.rootID = rootID
        self.kind = kind
        self.name = name
        self.tags = tags
        self.metadata = metadata
        self.session = session
        self.startedAt = startedAt
    }
}

extension CallbackEvent {
    /// An event of the past, as a record tells of it.
    package init(recordedIn run: RunContext, sequence: Int, time: Duration, kind: Kind) {
        self.init(run: run, sequence: sequence, nanoseconds: time.wholeNanoseconds, kind: kind)
    }

    /// Nanoseconds since the start of the run: ``time`` as it is kept, and cheaper to read.
    package var nanosecondsSinceStart: Int64 { nanoseconds }
}
