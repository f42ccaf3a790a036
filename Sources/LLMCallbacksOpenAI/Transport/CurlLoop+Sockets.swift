// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import CCurl

/// What libcurl asks for: sockets to watch, and a time to be called.
extension CurlLoop {
    /// Registers the callbacks. The loop outlives the multi handle, which it owns.
    func configureSockets() -> CURLMcode {
        let pointer = Unmanaged.passUnretained(self).toOpaque()
        for code in [
            ccurl_multi_setopt_pointer(multi, CURLMOPT_SOCKETDATA, pointer),
            ccurl_multi_setopt_socket(multi, CURLMOPT_SOCKETFUNCTION, Self.socketCallback),
            ccurl_multi_setopt_pointer(multi, CURLMOPT_TIMERDATA, pointer),
            ccurl_multi_setopt_timer(multi, CURLMOPT_TIMERFUNCTION, Self.timerCallback),
        ] where code != CURLM_OK {
            return code
        }
        return CURLM_OK
    }

    /// https://curl.se/libcurl/c/CURLMOPT_SOCKETFUNCTION.html
    private static let socketCallback: curl_socket_callback = { _, socket, what, userData, _ in
        guard let userData else { return -1 }
        let loop = Unmanaged<CurlLoop>.fromOpaque(userData).takeUnretainedValue()
        return loop.poller.watch(socket, for: what) ? 0 : -1
    }

    /// https://curl.se/libcurl/c/CURLMOPT_TIMERFUNCTION.html
    private static let timerCallback: curl_multi_timer_callback = { _, milliseconds, userData in
        guard let userData else { return -1 }
        let loop = Unmanaged<CurlLoop>.fromOpaque(userData).takeUnretainedValue()
        loop.timer = milliseconds < 0 ? nil : Instant.now + .milliseconds(milliseconds)
        return 0
    }

    /// Lets libcurl work if its time has come: it begins transfers and keeps its connect limit.
    func actOnTimer(at now: Instant) {
        guard let due = timer, due <= now else { return }
        timer = nil
        act(on: CURL_SOCKET_BAD, 0)
    }

    /// Waits for sockets, and lets libcurl work on those that are ready.
    func actOnSockets(waitingUntil end: Instant?) {
        let sockets = poller.wait(milliseconds: timeLeft(until: end).milliseconds)
        readyCount = sockets.count
        for ready in sockets {
            if isPipe(ready.descriptor) { drainPipe() } else { act(on: ready.descriptor, ready.events) }
        }
    }

    /// Lets sockets gather after a round, for no longer than until `end`. Commands end the rest.
    func rest(until end: Instant?) {
        let round = (sockets: readyCount, bytes: news.takeByteCount())
        guard transfers.count >= Gathering.minTransfers else { return }
        let used = ThreadClock.now
        let rest = Gathering.rest(
            afterWork: used - usedTime,
            sockets: round.sockets,
            bytes: round.bytes,
            transfers: transfers.count
        )
        usedTime = used
        if rest > .zero { pipe.wait(for: min(rest, timeLeft(until: end))) }
    }

    private func timeLeft(until end: Instant?) -> Duration {
        end.map { Instant.now.duration(to: $0) } ?? .seconds(3600)
    }

    private func act(on socket: curl_socket_t, _ events: Int32) {
        var running: Int32 = 0
        let code = curl_multi_socket_action(multi, socket, events, &running)
        if code != CURLM_OK { failAll(code) }
    }
}
