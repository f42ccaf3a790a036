// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks

/// One question to a server, from the first attempt to the end of the answer: what all models of this module share.
struct ModelExchange: Sendable {
    /// What is sent.
    let request: HTTPRequest
    /// How many choices are asked for.
    var choices = 1

    /// Sends the request and the answer's chunks on, with retries until the first event.
    ///
    /// - Parameters:
    ///   - output: Where the chunks go, and a `retrying` for each attempt that failed before.
    ///   - makeReader: Makes a reader for the body of a successful answer, once an attempt.
    /// - Throws: ``ModelError`` without any secret of the request; what ended the run, if something did.
    func send<Reader: AnswerReader>(
        to output: ModelOutput,
        reading makeReader: @escaping (HTTPHead) -> Reader
    ) async throws {
        let secrets = Secrets(of: request)
        let clock = ContinuousClock()
        let end = request.options.timeouts.total.map { clock.now + $0 }
        var failures = 0
        while true {
            do {
                return try await attempt(until: end, output, makeReader)
            } catch let failure as AttemptFailure {
                failures += 1
                let error = secrets.redacted(failure.error)
                guard let delay = delay(after: failure, number: failures), end.map({ clock.now + delay < $0 }) ?? true
                else { throw error }
                try await output.send(.retrying(Retry(attempt: failures, delay: delay, reason: "\(error)")))
                try await clock.sleep(for: delay)
            }
        }
    }

    private func attempt<Reader: AnswerReader>(
        until end: ContinuousClock.Instant?,
        _ output: ModelOutput,
        _ makeReader: @escaping (HTTPHead) -> Reader
    ) async throws {
        let transport: CurlTransport
        do throws(CurlError) { transport = try .shared } catch { throw AttemptFailure(ModelError(error)) }
        let stream = AnswerStream(
            transport.open(attempt(until: end)),
            maxBytes: request.options.limits.answer,
            choices: choices,
            reading: makeReader
        )
        try await stream.send(to: output)
    }

    /// The request of one attempt, which has what is left of the total limit.
    func attempt(until end: ContinuousClock.Instant?, from now: ContinuousClock.Instant = .now) -> HTTPRequest {
        var request = request
        request.options.timeouts.total = end.map { now.duration(to: $0) }
        return request
    }

    private func delay(after failure: AttemptFailure, number failures: Int) -> Duration? {
        guard failure.isRetryable else { return nil }
        return request.options.retries.delay(afterFailures: failures, serverDelay: failure.serverDelay)
    }
}
