// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

public import LLMCallbacks

extension TranscriptImport {
    /// Adds the answer of a model of which only the chunks were kept, and no times: all of them come at the start.
    ///
    /// - Parameters:
    ///   - chunks: What the model said, in order.
    ///   - error: What it ended with, if that was no end as it should be.
    ///   - startedAt: When it was asked, as far as anybody knows.
    ///   - identity: Bytes that only this answer has, such as its beginning with the server's id: the same answer comes in once.
    /// - Throws: ``TranscriptError`` if the draft cannot be written.
    public func addAnswer(
        _ chunks: [ModelChunk],
        error: ModelError? = nil,
        startedAt: WallTime,
        identity: some Sequence<UInt8>
    ) throws {
        let model = chunks.lazy.compactMap { if case .model(let name) = $0 { name } else { nil } }.first
        var run = ForeignRun(
            id: RunID(of: identity, startedAt: startedAt),
            name: model ?? "unknown",
            startedAt: startedAt,
            request: ModelRequest([])
        )
        var answer = AnswerBuilder()
        var usage: TokenUsage?
        try add(run.start)
        for chunk in chunks {
            switch chunk {
            case .token(let token):
                answer.append(token)
                try add(run.event(.token(token)))
            case .replaced(let token):
                answer.replace(token)
                try add(run.event(.replaced(token)))
            case .usage(let more):
                if usage == nil { usage = more } else { usage?.merge(more) }
            case .finish(let reason, let choice): answer.finish(reason, choice: choice)
            case .custom(let name, let data): try add(run.event(.custom(CustomEvent(name: name, data: data))))
            default: break
            }
        }
        try add(run.end(answer.choices(), usage: usage, error: error))
    }
}
