// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import CCurl

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Waits for the sockets that libcurl wants watched. Silent sockets cost nothing. Used by one thread only.
final class SocketPoller {
    private let descriptor: Int32
    private let ready = UnsafeMutablePointer<ccurl_ready>.allocate(capacity: Int(CCURL_MAX_READY))

    /// Opens the system's poller.
    init() throws(CurlError) {
        descriptor = ccurl_poller_open()
        guard descriptor >= 0 else {
            throw CurlError(.resources, "no poller to be had (errno \(errno))", while: "starting the transport")
        }
    }

    deinit {
        close(descriptor)
        ready.deallocate()
    }

    /// Watches a socket for `CURL_POLL_IN`, `CURL_POLL_OUT` or both, or no longer. Returns whether that could be done.
    func watch(_ socket: Int32, for what: Int32) -> Bool { ccurl_poller_watch(descriptor, socket, what) == 0 }

    /// Waits until a socket is ready or the time has passed, and returns the sockets that are ready, each with
    /// `CURL_CSELECT_IN`, `CURL_CSELECT_OUT` and `CURL_CSELECT_ERR` as they apply. They are valid until the next call.
    func wait(milliseconds: Int) -> UnsafeBufferPointer<ccurl_ready> {
        let count = ccurl_poller_wait(descriptor, ready, Int32(clamping: milliseconds))
        return UnsafeBufferPointer(start: ready, count: Int(max(0, count)))
    }
}
