// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LLMCallbacksOpenAI

struct HTTPStreamStateTests {
    private typealias State = HTTPStreamState<Int>

    private static let head = HTTPHead(status: 200, headers: [])
    private static let fault = CurlError(.connection, "it broke")

    @Test func `the parts come in order, however they arrived`() {
        var state = State(start: .now)
        _ = state.receive(HTTPStreamBatch(head: Self.head, body: [1, 2]))
        _ = state.receive(HTTPStreamBatch(body: [3], ending: .complete))
        #expect(state.read(1) == "1: head 200")
        #expect(state.read(2) == "2: body [1, 2, 3]")
        #expect(state.read(3) == "3: end")
        #expect(state.read(4) == "4: end")
    }

    @Test func `a waiter is woken once, with the first part`() {
        var state = State(start: .now)
        #expect(state.read(1) == "wait")
        #expect(state.receive(HTTPStreamBatch()).text == nil)
        #expect(state.receive(HTTPStreamBatch(head: Self.head, body: [1])).text == "1: head 200")
        #expect(state.receive(HTTPStreamBatch(body: [2])).text == nil)
        #expect(state.read(2) == "2: body [1, 2]")
    }

    @Test func `what arrived before a fault is read before its error, which comes once`() {
        var state = State(start: .now)
        _ = state.receive(HTTPStreamBatch(head: Self.head, body: [1], ending: .failed(Self.fault)))
        #expect(state.read(1) == "1: head 200")
        #expect(state.read(2) == "2: body [1]")
        #expect(state.read(3) == "3: failed connection")
        #expect(state.read(4) == "4: end")
    }

    @Test func `a fault wakes a waiter`() {
        var state = State(start: .now)
        #expect(state.read(1) == "wait")
        #expect(state.receive(HTTPStreamBatch(ending: .failed(Self.fault))).text == "1: failed connection")
    }

    @Test func `a reader who empties the buffer of a paused transfer lets it go on, once`() {
        var state = State(start: .now)
        _ = state.receive(HTTPStreamBatch(head: Self.head, body: [1], isPaused: true))
        #expect(state.read(1) == "1: head 200")
        #expect(state.read(2) == "2: body [1], resumes")
        #expect(state.read(3) == "wait")
    }

    @Test func `bytes that go straight to a waiter let a paused transfer go on`() {
        var state = State(start: .now)
        #expect(state.read(1) == "wait")
        let receipt = state.receive(HTTPStreamBatch(body: [1], isPaused: true))
        #expect(receipt.text == "1: body [1]")
        #expect(receipt.resumesTransfer)
        #expect(receipt.bufferedBytes == 0)
    }

    @Test func `the transport learns how much lies in the buffer`() {
        var state = State(start: .now)
        #expect(state.receive(HTTPStreamBatch(body: [1, 2])).bufferedBytes == 2)
        #expect(state.receive(HTTPStreamBatch(body: [3])).bufferedBytes == 3)
        #expect(state.read(1) == "1: body [1, 2, 3]")
        #expect(state.receive(HTTPStreamBatch(body: [4])).bufferedBytes == 1)
        #expect(state.peakBytes == 3)
    }

    @Test func `only events move the time of the last one, and only a token is an answer that has begun`() {
        let start = MonotonicInstant.now
        var state = State(start: start)
        func progress(after progress: HTTPStreamProgress, at seconds: Int) -> HTTPDeadlines.Progress {
            _ = state.receive(HTTPStreamBatch(body: [1]))
            _ = state.next(seconds, after: progress, at: start + .seconds(seconds))
            return state.progress
        }
        #expect(progress(after: .none, at: 1).lastEvent == start)
        #expect(progress(after: .event, at: 2).lastEvent == start + .seconds(2))
        #expect(progress(after: .none, at: 3).lastEvent == start + .seconds(2))
        #expect(!state.progress.hasToken)
        #expect(progress(after: .token, at: 4).lastEvent == start + .seconds(4))
        #expect(progress(after: .none, at: 5).lastEvent == start + .seconds(4))
        #expect(state.progress.hasToken)
        #expect(state.progress.judgedParts == 5)
    }

    @Test func `cancelling wakes the waiter, tells the transport, and drops what comes later`() {
        var state = State(start: .now)
        #expect(state.read(1) == "wait")
        let closing = state.cancel()
        #expect(closing.isTransferLive)
        #expect(closing.text == "1: cancelled")
        #expect(state.receive(HTTPStreamBatch(head: Self.head, ending: .complete)).text == nil)
        #expect(state.read(2) == "2: cancelled")
    }

    @Test func `cancelling drops what is buffered`() {
        var state = State(start: .now)
        _ = state.receive(HTTPStreamBatch(head: Self.head, body: [1], ending: .complete))
        #expect(!state.cancel().isTransferLive)
        #expect(state.read(1) == "1: cancelled")
    }

    @Test func `closing after the end, or twice, does nothing`() {
        var state = State(start: .now)
        _ = state.receive(HTTPStreamBatch(ending: .complete))
        #expect(state.read(1) == "1: end")
        #expect(!state.cancel().isTransferLive)
        #expect(!state.finish().isTransferLive)
        #expect(state.read(2) == "2: end")
    }

    @Test func `finishing ends the stream for its reader and keeps the transfer for draining`() {
        var state = State(start: .now)
        _ = state.receive(HTTPStreamBatch(head: Self.head, body: [1]))
        #expect(state.finish().isTransferLive)
        #expect(!state.cancel().isTransferLive)
        #expect(state.receive(HTTPStreamBatch(ending: .failed(Self.fault))).text == nil)
        #expect(state.read(1) == "1: end")
    }
}

extension HTTPStreamState<Int> {
    /// Asks for the next part, and tells what came of it.
    fileprivate mutating func read(_ waiter: Int) -> String {
        switch next(waiter, after: .none, at: .now) {
        case .wait: "wait"
        case .answer(let waiter, let answer, let resumes): describe((waiter, answer)) + (resumes ? ", resumes" : "")
        }
    }
}

extension HTTPStreamState<Int>.Receipt {
    fileprivate var text: String? { wakeUp.map(describe) }
}

extension HTTPStreamState<Int>.Closing {
    fileprivate var text: String? { wakeUp.map(describe) }
}

private func describe(_ wakeUp: (waiter: Int, answer: HTTPStreamState<Int>.Answer)) -> String {
    switch wakeUp.answer {
    case .success(.head(let head)?): "\(wakeUp.waiter): head \(head.status)"
    case .success(.body(let bytes)?): "\(wakeUp.waiter): body \(bytes)"
    case .success(nil): "\(wakeUp.waiter): end"
    case .failure(let error as CurlError): "\(wakeUp.waiter): failed \(error.kind)"
    case .failure: "\(wakeUp.waiter): cancelled"
    }
}
