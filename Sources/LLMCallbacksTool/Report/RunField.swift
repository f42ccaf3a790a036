// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

/// A member of the object of a recorded run, as `list --json` has it, in the order in which they are written. The keys are a
/// contract, and `schema` its number.
enum RunField: String, CaseIterable {
    case schema, id, session, parent, kind, status, model, title, note, prompt, tags, metadata
    case started, firstToken, duration, chunks, dropped, handlerFailures, usage, cost, finish, error, reason
}
