// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import CCurl

/// The transport's thread: owns the multi handle, all easy handles and all transfers, and touches them alone.
///
/// https://curl.se/libcurl/c/libcurl-multi.html
final class CurlLoop {
    typealias Instant = ContinuousClock.Instant

    let settings: CurlTransport.Settings
    let multi: UnsafeMutableRawPointer
    let queue: CurlCommandQueue
    var transfers: [StreamID: CurlTransfer] = [:]
    var idleWaiters: [CheckedContinuation<Void, Never>] = []
    var isStopped = false

    /// The most connections that are kept when their streams have ended: below the 1,024 files that a process may commonly
    /// have open. More streams than that at once still get a connection each.
    private static let maxConnections = 256

    /// Makes the multi handle.
    init(settings: CurlTransport.Settings) throws(CurlError) {
        try CurlLibrary.initialise()
        guard let multi = curl_multi_init() else {
            throw CurlError(.resources, "no multi handle to be had", while: "starting the transport")
        }
        // By default libcurl keeps four idle connections for each transfer under way: with one stream at a time, a fifth
        // server would cost the first its connection. https://curl.se/libcurl/c/CURLMOPT_MAXCONNECTS.html
        let code = ccurl_multi_setopt_long(multi, CURLMOPT_MAXCONNECTS, Self.maxConnections)
        guard code == CURLM_OK else {
            curl_multi_cleanup(multi)
            throw CurlError(.resources, String(cString: curl_multi_strerror(code)), while: "starting the transport")
        }
        self.settings = settings
        self.multi = multi
        queue = CurlCommandQueue(multi: multi)
    }

    /// Works until it is told to stop. The one entry of the thread.
    func run() {
        while true {
            for command in queue.takeAll() { obey(command) }
            if isStopped { break }
            perform()
            collectEnded()
            let deadline = serveTransfers(at: .now)
            releaseIdleWaiters()
            wait(until: deadline)
        }
        cleanUp()
    }

    /// Removes a transfer and frees its handle. The callbacks are not called any more after this.
    func remove(_ transfer: CurlTransfer) {
        transfers[transfer.id] = nil
        curl_multi_remove_handle(multi, transfer.easy.handle)
        transfer.cleanUp()
    }

    /// Removes a transfer and tells its consumer how it ended, after whatever had arrived.
    func end(_ transfer: CurlTransfer, _ ending: HTTPStreamEnding) {
        transfer.end(ending)
        finish(transfer)
    }

    /// The connection goes back before the consumer hears of the end, so that its next request finds it.
    private func finish(_ transfer: CurlTransfer) {
        remove(transfer)
        _ = transfer.storage.receive(transfer.batch)
    }

    private func perform() {
        var running: Int32 = 0
        let code = curl_multi_perform(multi, &running)
        if code != CURLM_OK { failAll(code) }
    }

    /// Reads which transfers ended. What a message says is copied first: it dies with the handle's removal.
    private func collectEnded() {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left)?.pointee {
            guard message.msg == CURLMSG_DONE, let transfer = transfer(of: message.easy_handle) else { continue }
            transfer.end(result: message.data.result)
            finish(transfer)
        }
    }

    private func transfer(of handle: UnsafeMutableRawPointer?) -> CurlTransfer? {
        var pointer: UnsafeMutableRawPointer?
        let code = ccurl_easy_getinfo_pointer(handle, CURLINFO_PRIVATE, &pointer)
        guard code == CURLE_OK, let pointer else { return nil }
        // Still in `transfers`, for its handle is still in the multi handle.
        return Unmanaged<CurlTransfer>.fromOpaque(pointer).takeUnretainedValue()
    }

    /// Delivers what arrived, ends what ran out of time, and returns when to look again.
    private func serveTransfers(at now: Instant) -> Instant? {
        var earliest: Instant?
        var expired: [CurlTransfer] = []
        for transfer in transfers.values {
            transfer.deliver(at: now)
            guard let deadline = transfer.nextDeadline else { continue }
            if deadline <= now {
                expired.append(transfer)
            } else {
                earliest = earliest.map { min($0, deadline) } ?? deadline
            }
        }
        for transfer in expired {
            guard let next = expire(transfer, at: now) else { continue }
            earliest = earliest.map { min($0, next) } ?? next
        }
        return earliest
    }

    /// Ends a transfer whose time is up. Returns when to look again if it is not, after all.
    private func expire(_ transfer: CurlTransfer, at now: Instant) -> Instant? {
        guard transfer.drainDeadline == nil else {
            remove(transfer)
            return nil
        }
        guard let limit = transfer.deadlines.passed(at: now, transfer.storage.progress) else {
            return transfer.deadlines.next
        }
        end(transfer, .failed(CurlError(passed: limit, while: transfer.activity)))
        return nil
    }

    private func wait(until deadline: Instant?) {
        let duration = deadline.map { Instant.now.duration(to: $0) } ?? .seconds(3600)
        let code = curl_multi_poll(multi, nil, 0, Int32(duration.milliseconds), nil)
        if code != CURLM_OK { failAll(code) }
    }

    /// The multi handle itself failed: out of memory, or of descriptors. Nothing in it can go on.
    private func failAll(_ code: CURLMcode) {
        for transfer in transfers.values {
            end(transfer, .failed(CurlError(multi: code, while: transfer.activity)))
        }
    }

    /// Frees everything, the multi handle last.
    func cleanUp() {
        for transfer in transfers.values { remove(transfer) }
        releaseIdleWaiters()
        curl_multi_cleanup(multi)
    }

    private func releaseIdleWaiters() {
        guard transfers.isEmpty, !idleWaiters.isEmpty else { return }
        for waiter in idleWaiters { waiter.resume() }
        idleWaiters = []
    }
}
