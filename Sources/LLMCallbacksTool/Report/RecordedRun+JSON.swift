// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksPrices
import LLMCallbacksSQLite

extension JSONWriter {
    /// Writes the members of a recorded run, or some of them; those that there is nothing for are left out.
    mutating func members(of run: RecordedRun, _ fields: [RunField] = RunField.allCases) {
        for field in fields { write(field, of: run) }
    }

    private mutating func write(_ field: RunField, of run: RecordedRun) {
        let key = field.rawValue
        switch field {
        case .schema: member(key, 1)
        case .id: member(key, run.id.description)
        case .session: member(key, run.session)
        case .parent: if let parent = run.parentID { member(key, parent.description) }
        case .kind: member(key, run.kind.rawValue)
        case .status: member(key, run.status.rawValue)
        case .model: member(key, run.model)
        case .title: if let title = run.title { member(key, title) }
        case .note: if let note = run.note { member(key, note) }
        case .prompt: if let prompt = run.prompt { member(key, prompt) }
        case .tags: array(key, run.tags) { $0.string($1) }
        case .metadata: if !run.metadata.isEmpty { member(key, .object(run.metadata)) }
        case .started: member(key, run.startedAt.description)
        case .firstToken: if let first = run.timeToFirstToken { member(key, first) }
        case .duration: if let duration = run.duration { member(key, duration) }
        case .chunks: member(key, run.chunkCount)
        case .dropped: member(key, run.lostCount)
        case .handlerFailures: if run.handlerFailureCount > 0 { member(key, run.handlerFailureCount) }
        case .usage: if let usage = run.usage { member(key, usage) }
        case .cost: writeCost(of: run)
        case .finish: if let finish = run.finishReason { member(key, finish.rawValue) }
        case .error: if let error = run.error { members(of: error) }
        case .reason: if let reason = run.cancellation { member(key, reason.description) }
        }
    }

    private mutating func writeCost(of run: RecordedRun) {
        guard run.usage != nil else { return }
        object("cost") { json in
            let cost = run.cost
            if let cost { json.member("usd", cost.amount.description) }
            json.member("priced", cost != nil)
        }
    }

    private mutating func members(of error: ModelError) {
        object("error") { json in
            json.member("kind", error.kind.rawValue)
            if let status = error.status { json.member("status", status) }
            json.member("message", error.message)
            if let request = error.requestID { json.member("requestID", request) }
        }
    }
}

extension RecordedRun {
    /// What the run cost by the table of prices that comes along; `nil` if that is not known.
    var cost: Cost? {
        guard let usage,
            let quote = PriceTable.bundled.quote(forModel: model, at: startedAt, serviceTier: usage.serviceTier)
        else {
            return nil
        }
        return usage.cost(at: quote)
    }
}
