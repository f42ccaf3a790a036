// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import CCurl

/// The transport's thread: owns the multi handle, all easy handles and all transfers, and touches them alone.
///
/// libcurl says which sockets to watch and when to call it next; what a round costs depends on the sockets that are ready,
/// not on those that are open. https://curl.se/libcurl/c/curl_multi_socket_action.html
final class CurlLoop {
    typealias Instant = MonotonicInstant

    let settings: CurlTransport.Settings
    let multi: UnsafeMutableRawPointer
    let queue: CurlCommandQueue
    let poller: SocketPoller
    let news = CurlNews()
    var transfers: [StreamID: CurlTransfer] = [:]
    var idleWaiters: [CheckedContinuation<Void, Never>] = []
    var isStopped = false
    /// When libcurl wants to be called although no socket is ready.
    var timer: Instant?
    /// When a transfer may run out of time, at the earliest.
    var expiry: Instant?
    /// How many sockets were ready in the last round.
    var readyCount = 0
    /// The processor time that the thread had used when it last rested.
    var usedTime = Duration.zero
    let pipe: WakeUpPipe

    /// The most connections that there may be and one be kept when its stream has ended: at least 256, which is below the 1,024
    /// files that a process may commonly have open, else as many as there were streams at once.
    private var keptConnections = 256

    /// Makes the multi handle.
    init(settings: CurlTransport.Settings) throws(CurlError) {
        try CurlLibrary.initialise()
        self.settings = settings
        poller = try SocketPoller()
        pipe = try WakeUpPipe()
        queue = CurlCommandQueue(pipe: pipe)
        guard poller.watch(pipe.readEnd, for: CURL_POLL_IN), let multi = curl_multi_init() else {
            pipe.close()
            throw CurlError(.resources, "no multi handle to be had", while: "starting the transport")
        }
        self.multi = multi
        let code = configure()
        guard code == CURLM_OK else {
            cleanUp()
            throw CurlError(multi: code, while: "starting the transport")
        }
    }

    private func configure() -> CURLMcode {
        let code = configureSockets()
        guard code == CURLM_OK else { return code }
        // By default libcurl keeps four idle connections for each transfer under way: with one stream at a time, a fifth
        // server would cost the first its connection. https://curl.se/libcurl/c/CURLMOPT_MAXCONNECTS.html
        return ccurl_multi_setopt_long(multi, CURLMOPT_MAXCONNECTS, keptConnections)
    }

    /// Sees to it that the connections of all transfers are kept. libcurl counts those in use as well: with more of them than
    /// it keeps, each stream that ends would cost an idle connection, and each that begins would have to connect.
    func keepConnections() {
        guard transfers.count > keptConnections else { return }
        keptConnections = transfers.count
        _ = ccurl_multi_setopt_long(multi, CURLMOPT_MAXCONNECTS, keptConnections)
    }

    /// Works until it is told to stop. The one entry of the thread.
    func run() {
        while true {
            for command in queue.takeAll() { obey(command) }
            if isStopped { break }
            actOnTimer(at: .now)
            collectEnded()
            let now = Instant.now
            deliverNews(at: now)
            expireTransfers(at: now)
            releaseIdleWaiters()
            let end = [timer, expiry].compactMap(\.self).min()
            rest(until: end)
            actOnSockets(waitingUntil: end)
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

    /// The multi handle itself failed: out of memory, or of descriptors. Nothing in it can go on.
    func failAll(_ code: CURLMcode) {
        for transfer in transfers.values {
            end(transfer, .failed(CurlError(multi: code, while: transfer.activity)))
        }
    }

    /// Frees everything, the multi handle after its transfers, and the pipe, which nobody uses any more, last.
    func cleanUp() {
        for transfer in transfers.values { remove(transfer) }
        releaseIdleWaiters()
        curl_multi_cleanup(multi)
        pipe.close()
    }

    /// Lets commands wait no longer for a pipe that has told of them.
    func drainPipe() { pipe.drain() }

    /// Whether a socket is the pipe.
    func isPipe(_ socket: Int32) -> Bool { socket == pipe.readEnd }

    /// The connection goes back before the consumer hears of the end, so that its next request finds it.
    private func finish(_ transfer: CurlTransfer) {
        remove(transfer)
        _ = transfer.storage.receive(transfer.takeBatch())
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

    private func releaseIdleWaiters() {
        guard transfers.isEmpty, !idleWaiters.isEmpty else { return }
        for waiter in idleWaiters { waiter.resume() }
        idleWaiters = []
    }
}
