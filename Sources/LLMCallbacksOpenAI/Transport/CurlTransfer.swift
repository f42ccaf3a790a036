// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import CCurl

/// One transfer: an easy handle, and what its callbacks gather between two visits of the loop.
///
/// Lives on the transport's thread only. The loop holds it until its handle is out of the multi handle and ``cleanUp()``
/// has been called; the callbacks reach it through a pointer that does not hold it.
final class CurlTransfer {
    typealias Instant = MonotonicInstant

    let id: StreamID
    let easy: CurlEasy
    let storage: HTTPStreamStorage
    /// Method and origin of the request, for messages.
    let activity: String
    /// The most bytes to buffer for a consumer that does not read.
    let maxBufferedBytes: Int

    /// What the callbacks gathered since the last delivery.
    private(set) var batch = HTTPStreamBatch()
    /// Whether there is anything to deliver.
    private var hasNews = false
    /// How many bytes the last delivery had: a steady answer brings about as many again.
    private var usualByteCount = 0
    let news: CurlNews
    /// Whether the transfer has left the loop, and its handle is no more.
    private(set) var isOver = false
    /// How many bytes lay in the storage at the last delivery; by now it may be less, never more.
    var storedBytes = 0
    var headParser = HTTPHeadParser()
    var hasHead = false
    /// A fault that a callback found; it explains why it broke the transfer off.
    var callbackError: CurlError?
    var deadlines: HTTPDeadlines
    /// When to stop reading a body that nobody wants any more; nil while somebody does.
    var drainDeadline: Instant?

    /// Until when to wait for what may follow a complete answer; nil as long as the answer is not complete.
    var settleDeadline: Instant?

    /// What libcurl refers to and does not copy.
    let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    var headerList: UnsafeMutablePointer<curl_slist>?

    /// Makes the handle and sets it up. Nothing is sent before the loop adds it to its multi handle.
    init(
        id: StreamID,
        request: HTTPRequest,
        storage: HTTPStreamStorage,
        news: CurlNews,
        maxBufferedBytes: Int,
        now: Instant
    ) throws(CurlError) {
        self.id = id
        self.storage = storage
        self.news = news
        self.maxBufferedBytes = maxBufferedBytes
        activity = request.summary
        deadlines = HTTPDeadlines(request.options.timeouts, start: now)
        easy = try CurlEasy()
        errorText.initialize(to: 0)
        do {
            try configure(request)
        } catch {
            cleanUp()
            throw error
        }
    }

    /// Frees the handle and what it referred to. Once, after it has left the multi handle.
    func cleanUp() {
        isOver = true
        easy.cleanUp()
        curl_slist_free_all(headerList)
        errorText.deallocate()
    }

    /// When this transfer next wants to be looked at, whatever happens on its socket.
    var nextDeadline: Instant? {
        if let drainDeadline { return drainDeadline }
        guard let settleDeadline, let next = deadlines.next else { return settleDeadline ?? deadlines.next }
        return min(settleDeadline, next)
    }

    /// Hands everything that was gathered to the consumer's side, and lets a paused transfer go on if there is room.
    /// Called after libcurl has done a round, so that one socket read wakes a consumer once.
    func deliver(at now: Instant) {
        // Going on may bring bytes that libcurl kept: they are delivered as well.
        while hasNews {
            let news = takeBatch()
            if news.isPaused {
                deadlines.suspendIdle()
            } else if !news.body.isEmpty {
                deadlines.restartIdle(at: now)
            }
            let receipt = storage.receive(news)
            storedBytes = receipt.bufferedBytes
            deadlines.note(receipt.progress)
            if receipt.resumesTransfer { resume(at: now) }
        }
    }

    /// Adds to what is to be delivered.
    func gather(_ change: (inout HTTPStreamBatch) -> Void) {
        change(&batch)
        if !hasNews { news.add(self) }
        hasNews = true
    }

    /// Adds bytes of the body, with room from the start for as many as the last delivery had: they come in many slices.
    func gather(body bytes: UnsafeRawBufferPointer) {
        if batch.body.isEmpty {
            batch.body.reserveCapacity(max(bytes.count, min(usualByteCount, Gathering.maxTrickleBytes)))
        }
        gather { $0.body.append(contentsOf: bytes) }
    }

    /// Takes what is to be delivered.
    func takeBatch() -> HTTPStreamBatch {
        hasNews = false
        usualByteCount = batch.body.count
        defer { batch = HTTPStreamBatch() }
        return batch
    }

    /// The consumer has read everything: lets a paused transfer go on.
    func resume(at now: Instant) {
        storedBytes = 0
        deadlines.restartIdle(at: now)
        goOn()
    }

    /// Reads on without keeping anything, until the deadline.
    func drain(until deadline: Instant) {
        drainDeadline = deadline
        _ = takeBatch()
        goOn()
    }

    /// Whether nothing has followed a complete answer for long enough.
    func isSettled(at now: Instant) -> Bool { settleDeadline.map { $0 <= now } ?? false }

    /// May call the write callback before it returns. https://curl.se/libcurl/c/curl_easy_pause.html
    private func goOn() { curl_easy_pause(easy.handle, CURLPAUSE_CONT) }

    /// Notes how the transfer ended; the next delivery hands it on.
    func end(_ ending: HTTPStreamEnding) {
        gather { $0.ending = ending }
    }

    /// libcurl takes a head that breaks off for a whole one.
    private var noAnswer: CurlError {
        CurlError(.connection, "the connection ended within the head of an answer", while: activity)
    }

    /// Notes the result that libcurl reports.
    func end(result: CURLcode) {
        guard result != CURLE_OK else { return end(hasHead ? .complete : .failed(noAnswer)) }
        let detail = String(cString: errorText)
        end(.failed(callbackError ?? CurlError(code: result, detail: detail, while: activity, hasHead: hasHead)))
    }
}
