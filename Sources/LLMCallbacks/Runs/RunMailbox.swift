// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// What waits for the owner of a run's gate.
struct RunMailbox {
    /// One note.
    enum Note {
        /// An event that came from a handler, or from a second emitter.
        case chunk(ModelChunk)
        /// A handler failed at an event.
        case failure(HandlerFailure, of: Registration)
        /// Somebody wants the run over.
        case ending(RunEnding)
        /// The last nested run is over, and this one waits for that.
        case childless
    }

    private var notes: [Note] = []
    private var isClosed = false

    /// Leaves a note. Returns whether anybody will read it.
    mutating func post(_ note: Note) -> Bool {
        guard !isClosed else { return false }
        notes.append(note)
        return true
    }

    /// Whether emitters should wait.
    var isFull: Bool { notes.count > 1024 }

    /// Takes all notes.
    mutating func take() -> [Note] {
        defer { notes = [] }
        return notes
    }

    /// Nothing is read any more.
    mutating func close() {
        isClosed = true
        notes = []
    }
}

/// How somebody wants a run to be over.
enum RunEnding: Sendable {
    case ended
    case failed(any Error)
    case cancelled(CancellationReason)

    /// What a model, or the body of a run, threw.
    init(throwing error: any Error) {
        self = error is CancellationError ? .cancelled(.task) : .failed(error)
    }
}
