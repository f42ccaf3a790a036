// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import LLMCallbacksPrices
import LLMCallbacksSQLite

extension JSONWriter {
    /// Writes the members of a recorded run, as `list --json` has them. The keys are a contract, and `schema` its number.
    mutating func members(of run: RecordedRun) {
        member("schema", 1)
        member("id", run.id.description)
        member("session", run.session)
        if let parent = run.parentID { member("parent", parent.description) }
        member("kind", run.kind.rawValue)
        member("status", run.status.rawValue)
        member("model", run.model)
        if let title = run.title { member("title", title) }
        if let note = run.note { member("note", note) }
        if let prompt = run.prompt { member("prompt", prompt) }
        array("tags", run.tags) { $0.string($1) }
        if !run.metadata.isEmpty { member("metadata", .object(run.metadata)) }
        member("started", run.startedAt.description)
        if let first = run.timeToFirstToken { member("firstToken", first) }
        if let duration = run.duration { member("duration", duration) }
        member("chunks", run.chunkCount)
        member("dropped", run.lostCount)
        if run.handlerFailureCount > 0 { member("handlerFailures", run.handlerFailureCount) }
        if let usage = run.usage { member("usage", usage) }
        writeCost(of: run)
        if let finish = run.finishReason { member("finish", finish.rawValue) }
        if let error = run.error { members(of: error) }
        if let reason = run.cancellation { member("reason", reason.description) }
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
